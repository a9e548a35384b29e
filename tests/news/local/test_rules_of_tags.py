"""The model's rules of tags, remembered by kind of word, set what spaCy's own part sets."""

import pytest


@pytest.fixture(scope="module")
def original():
    import spacy

    from foedus.news.local import language

    return spacy.load(language._folder())


@pytest.mark.parametrize(
    "text",
    [
        "The ministers will have signed it by May, but nobody knows what they've agreed on.",
        "I'm gonna go; let's see. There are people who ain't there. C'mon, we got ta leave.",
        "He said that this, those and something were hers, and 1,500 men didn't come.",
        "Y'all are welcome to Paris.  Two spaces.",
        "",
    ],
)
def test_every_word_is_told_alike(original, text):
    from foedus.news.local.language import language_model

    ours, theirs = language_model()(text), original(text)
    assert [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph), t.ent_type_) for t in ours] == [
        (t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph), t.ent_type_) for t in theirs
    ]


def test_the_reports_of_the_corpus_are_told_alike(original):
    from foedus.news.local.examples import annotated
    from foedus.news.local.language import language_model

    texts = [p for r in annotated()[0][::40] for p in r["text"].split("\n\n")]
    for ours, theirs in zip(language_model().pipe(texts), original.pipe(texts), strict=True):
        told = [[(t.pos, t.lemma, t.morph.key) for t in doc] for doc in (ours, theirs)]
        assert told[0] == told[1]
