"""Fills an empty database with many requests, to see how the site does when it is full."""
