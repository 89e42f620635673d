"""The demo: a year of invented operation on top of the sourced facts, made with the same actions as in real operation.

Everything comes from fixed random streams, so it is the same every time; only the days move, so that the year ends now.
"""
