"""How the database takes a German text apart into stems of words, with one spelling for each."""

from django.db import migrations

# Capital letters first, then accents that people leave out. Umlauts stay: the German stemmer knows them.
LETTERS, PLAIN = (
    "ÄÖÜ" + "ÀÁÂÃÅàáâãå" + "ÇçčČćĆ" + "ÈÉÊËèéêëęĘ" + "ÌÍÎÏìíîï" + "ÑñńŃ" + "ÒÓÔÕØòóôõø" + "ÙÚÛùúû" + "ÝýÿŁłŚśŠšŽžĄą",
    "äöü" + "a" * 10 + "c" * 6 + "e" * 10 + "i" * 8 + "n" * 4 + "o" * 10 + "u" * 6 + "yyyllsssszzaa",
)

SIGNS = "!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~§°´«»¿¡·•„“”‚‘’–—…‹›€"  # the apostrophe twice, as SQL has it
BLANKS = " " * (len(SIGNS) - 1)

FREQUENT = " enirtsadhulgcombwfkzpväüöjyxqß"
"""Whoever exchanges letters goes through all of them until one is found: with these ahead it takes a third of the time."""

FUNCTIONS = f"""
-- One spelling for each word: small letters, no signs, ue for ü (but not in Steuer, neue, Frequenz). No patterns and no
-- settings of its own, since it runs over every text: PostgreSQL puts it in place of the call.
CREATE OR REPLACE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(replace(replace(replace(replace(
        lower(translate(normalize(value, NFC), '{FREQUENT}{LETTERS}{SIGNS}', '{FREQUENT}{PLAIN}{BLANKS}')),
        'ae', 'ä'), 'oe', 'ö'), 'ue', 'ü'), 'aü', 'aue'), 'eü', 'eue'), 'oü', 'oue'), 'uü', 'uue'), 'qü', 'que')
$$;

CREATE OR REPLACE FUNCTION search_words(value text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- A tsvector holds a megabyte; whoever writes more finds the newest of it.
    SELECT setweight(to_tsvector('pg_catalog.german', search_fold(left(coalesce(value, ''), 120000))), weight)
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION IF EXISTS search_words(text, "char");
DROP FUNCTION IF EXISTS search_fold(text);
"""


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_german_order")]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
