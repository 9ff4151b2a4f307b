"""The work list (قائمة العمل): which requests somebody has before them, read a page at a time.

Nothing here counts or sorts more than it shows: each list is read from `Window`s, conditions that
an index answers in the order asked for, and pages follow on keys (`paging`).
"""
