"""Tension: how probably two states have a militarised dispute in a year.

Rooms, in the order in which the record becomes an answer:

- `record`: the disputes of every pair of states, and what they leave behind year by year;
- `ties`: pacts and rivalries of every pair by year; `variables`: what is known of a pair at the end of a year, and
  what each variable means;
- `dyads`: one row for each pair and year, `sample`: fewer that say the same; `tension`: the model;
- `trials`, `scoring`: what was tried beside it, forward in time; `fitting`: what ships;
- `pacts`: the same pair with a pact that is not there, or without one that is; `latest`: the question for a day.
"""
