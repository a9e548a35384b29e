"""Outlook: how a war ends for whoever began it, and how long it lasts, with a third state in it and without.

Rooms, in the order in which the record becomes an answer:

- `outcomes`: how each war of the record ended; `sides`: what was known of both sides at a moment;
- `moments`: one row for each war and each moment at which its sides changed;
- `ending`: the model of the outcome; `lasting`: the model of the duration; `fitted`: both as JSON;
- `fitting`, `scoring`: fitted with refits on drawn wars; one war left out, and forward in time; `shipping`: what ships;
- `standing`: the war as it stands on a day; `asked`: the question, and what a joiner would change.
"""
