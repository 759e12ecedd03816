"""Builds answers out of quotations; knows no channel."""
