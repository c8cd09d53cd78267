"""From a text to its quantities and claims.

`claims.readers` makes a document, `claims.periods` finds the expressions of time, `claims.quantities` the figures,
`claims.binding` says what each figure is about, and `claims.relations` which of them belong to one equation.
Nothing here knows of reference data or of rules.
"""
