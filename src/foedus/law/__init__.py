"""The law engine: which duties bind on a day, and does the casus foederis arise?

Rooms whose names lie close together:

- `force`: how one state stands to one treaty on the day, its `standing`: bound, not yet, no longer;
- `bonds`: one clause between one promisor and one promisee, and why it binds, waits or sleeps on the day;
- `cases`: the bonds that share one casus foederis, gathered because they are decided together;
- `verdict` and `casus`: one bond in one attack; every bond that an attack touches, and the closure;
- `owed`: the answer to an attack as a collection: who owes what, by which proof;
- `commitments`: who is bound to whom on a day without any attack, and what changed between two days;
- `promises`: the same over years, stretch by stretch, for tables.
"""
