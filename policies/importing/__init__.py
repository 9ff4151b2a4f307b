"""Reading an association's policy document: file to lines, lines to a policy in typed sections.

Nothing here touches the database. `reading.read_lines` turns an uploaded file into lines or
refuses it; `structure.parse` turns lines into a `result.ParsedPolicy`; `comparison.suggest`
proposes what a scrambled sentence was likely meant to be.
"""
