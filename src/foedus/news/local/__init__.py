"""The local reader: trained models over spaCy's small English model, on one machine and without a network.

Rooms, in the order in which a report goes through them:

- `language`: the English model, checked; `parsed`: sentences as trees of words, each word with its place in the report
  and the kind of name that it belongs to;
- `classes`: the words of the field by what they do (data/triggers/words.yaml);
- `clauses`: which words can head a claim, what hangs on them, what pronouns stand for;
- `features`: a clause as named numbers; `linear`, `network`, `tables`, `models`: models as data;
- `frames`, `speakers`, `sources`: who says it; `hedges`: how surely; `roles`: who does what to whom; `spans`: the
  evidence; `numbers`, `days`, `attached`: how many and when; `places`: where;
- `reader`: all of it, behind the protocol of readers;
- `examples`, `training`, `validation`: the annotated reports as examples, fitting, and scores with one part left out.
"""
