"""Which sentences bear on this question?"""
