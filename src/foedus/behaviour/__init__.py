"""Behaviour: who could have joined a conflict and who did, and what that tells about who will.

Rooms, in the order in which the record becomes an answer:

- `conflicts`, `covariates`, `past`, `calls`: wars and disputes with who joined when; what is known of states and pairs
  by year; what a state did before; whom its alliances called;
- `features`, `opportunities`, `honour_cases`: one row for each state that could have joined, one for each call to help;
- `ridge`, `measures`, `backtest`, `fitted`, `model`: fitting inside the past, scores forward in time, draws of
  parameters;
- `joiners`, `honour`: the two models; `attempts`: whatever else was tried; `fitting`, `shipped`, `plots`: files and
  pictures;
- `today`, `joining`: odds for a day, with the latest values and their age.
"""
