"""The same spelling in half the time: most texts hold no letter that has to be exchanged, and signs go by one pattern."""

from importlib import import_module

from django.db import migrations

before = import_module("ui.migrations.0002_german_words")

SIGNS = "".join(f"\\{sign}" if sign in "\\]^-[" else sign for sign in before.SIGNS)
CAPITALS, LETTERS, PLAIN = before.LETTERS[:3], before.LETTERS[3:], before.PLAIN[3:]

FUNCTIONS = f"""
-- One spelling for each word: small letters, no signs, ue for ü (but not in Steuer, neue, Frequenz). No settings of its own
-- and nothing but one expression, since it runs over every text: PostgreSQL puts it in place of the call.
CREATE OR REPLACE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        lower(CASE WHEN value IS NFC NORMALIZED AND value !~ '[{LETTERS}]' THEN regexp_replace(value, '[{SIGNS}]', ' ', 'g')
            ELSE translate(regexp_replace(normalize(value, NFC), '[{SIGNS}]', ' ', 'g'), '{LETTERS}', '{PLAIN}') END),
        '{CAPITALS[0]}', 'ä'), '{CAPITALS[1]}', 'ö'), '{CAPITALS[2]}', 'ü'),
        'ae', 'ä'), 'oe', 'ö'), 'ue', 'ü'), 'aü', 'aue'), 'eü', 'eue'), 'oü', 'oue'), 'uü', 'uue'), 'qü', 'que')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ui", "0003_parts_of_words")]
    operations = [migrations.RunSQL(FUNCTIONS, before.FUNCTIONS)]
