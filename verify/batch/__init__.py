"""Check a whole archive: inputs are cut into parts, each part is worked on by itself, finished parts are kept.

    inputs ──> chunks ──> Dask ──> part ──> checker (a process of its own) ──> reports, quarantine, tally
    (inputs)   (inputs)   (run)   (part)   (guard, checker)                    (output, tally) ──> overview

Read `run.py` first. The files of a part are written beside their place and renamed; the tally of a part comes
last and makes it finished. So a run that is killed at any moment goes on where it was, and no story is lost or
counted twice. A story that crashes its checker or takes too long is set aside with the reason.
"""
