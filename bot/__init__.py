"""What shall we say, and to whom?"""
