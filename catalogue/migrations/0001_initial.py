"""All tables of this app."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0002_sign_in_and_history'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0015_approval'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Condition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('operator', models.CharField(choices=[('is', 'ist'), ('is_not', 'ist nicht'), ('contains', 'enthält'), ('answered', 'ist ausgefüllt'), ('unanswered', 'ist nicht ausgefüllt'), ('at_least', 'ist mindestens'), ('at_most', 'ist höchstens')], default='is', max_length=10, verbose_name='Bedingung')),
                        ('value', models.CharField(blank=True, help_text='Bei Ja oder Nein: „ja“ oder „nein“.', max_length=200, verbose_name='Wert')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='catalogue.formfield', verbose_name='Frage')),
                        ('on', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='decides', to='catalogue.formfield', verbose_name='frühere Frage')),
                    ],
                    options={
                        'verbose_name': 'Bedingung einer Frage',
                        'verbose_name_plural': 'Bedingungen einer Frage',
                        'ordering': ['field_id', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('field', models.F('on')), _negated=True), name='condition_not_on_itself', violation_error_message='Eine Frage kann nicht von sich selbst abhängen.'), models.CheckConstraint(condition=models.Q(models.Q(('operator__in', ['answered', 'unanswered']), ('value', '')), models.Q(models.Q(('operator__in', ['answered', 'unanswered']), _negated=True), models.Q(('value', ''), _negated=True)), _connector='OR'), name='condition_has_value_if_compared', violation_error_message='Ein Wert gehört zu jeder Bedingung außer „ist ausgefüllt“ und „ist nicht ausgefüllt“.')],
                    },
                ),
                migrations.CreateModel(
                    name='FormField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('key', models.CharField(help_text='Für Bedingungen und Betreff: kleine Buchstaben, Ziffern, Unterstrich.', max_length=30, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Nur kleine Buchstaben, Ziffern und Unterstrich.')], verbose_name='Schlüssel')),
                        ('label', models.CharField(max_length=200, verbose_name='Frage')),
                        ('help_text', models.CharField(blank=True, max_length=300, verbose_name='Hilfe dazu')),
                        ('kind', models.CharField(choices=[('text', 'kurzer Text'), ('long_text', 'langer Text'), ('number', 'ganze Zahl'), ('day', 'Datum'), ('yes_no', 'Ja oder Nein'), ('one_of', 'eine Auswahl'), ('some_of', 'mehrere zur Auswahl'), ('email', 'E-Mail-Adresse'), ('person', 'Person der Behörde'), ('workstation', 'IT-Arbeitsplatz der Behörde'), ('application', 'Fachverfahren der Behörde'), ('place', 'Standort oder Raum der Behörde'), ('heading', 'Überschrift oder Hinweis')], default='text', max_length=12, verbose_name='Art')),
                        ('is_required', models.BooleanField(default=False, verbose_name='Pflicht')),
                        ('choices', models.TextField(blank=True, help_text='Je Zeile eine Möglichkeit.', max_length=4000, verbose_name='Auswahl')),
                        ('minimum', models.PositiveIntegerField(blank=True, help_text='Bei Zahlen der Wert, bei Texten die Zeichen.', null=True, verbose_name='mindestens')),
                        ('maximum', models.PositiveIntegerField(blank=True, null=True, verbose_name='höchstens')),
                        ('needs_all', models.BooleanField(default=True, help_text='Sonst genügt eine der Bedingungen, damit gefragt wird.', verbose_name='alle Bedingungen')),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='catalogue.serviceoffer', verbose_name='Leistung')),
                    ],
                    options={
                        'verbose_name': 'Frage im Formular',
                        'verbose_name_plural': 'Fragen im Formular',
                        'ordering': ['offer_id', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('offer', 'key'), name='form_field_key_once', violation_error_message='Diesen Schlüssel hat schon eine andere Frage dieser Leistung.'), models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z][a-z0-9_]*$')), name='form_field_key_form', violation_error_message='Der Schlüssel besteht aus kleinen Buchstaben, Ziffern und Unterstrich.'), models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('maximum__isnull', True), ('maximum__gte', models.F('minimum')), _connector='OR'), name='form_field_bounds', violation_error_message='„Höchstens“ ist kleiner als „mindestens“.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'heading'), _negated=True), ('is_required', False), _connector='OR'), name='form_field_heading_asks_nothing', violation_error_message='Eine Überschrift kann keine Pflicht sein.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceArea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, unique=True, verbose_name='Name')),
                        ('icon', models.CharField(default='category', max_length=40, verbose_name='Symbol')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                    ],
                    options={
                        'verbose_name': 'Bereich des Leistungskatalogs',
                        'verbose_name_plural': 'Bereiche des Leistungskatalogs',
                        'ordering': ['position', 'name'],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceAreaChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=60, verbose_name='Name')),
                        ('icon', models.CharField(default='category', max_length=40, verbose_name='Symbol')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='catalogue.servicearea')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cat_servicearea_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceOffer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=100, verbose_name='Leistung')),
                        ('summary', models.CharField(max_length=200, verbose_name='in einem Satz')),
                        ('included', models.TextField(blank=True, max_length=4000, verbose_name='Was ist enthalten?')),
                        ('your_part', models.TextField(blank=True, max_length=4000, verbose_name='Was muss die Behörde tun?')),
                        ('delivery', models.CharField(blank=True, help_text='In Worten: „meist innerhalb von fünf Arbeitstagen“', max_length=120, verbose_name='wie lange es dauert')),
                        ('impact', models.PositiveSmallIntegerField(choices=[(1, 'großflächig (Behörde oder Standort)'), (2, 'erheblich (Amt oder Bürgerschalter)'), (3, 'gering (einige Personen)'), (4, 'Einzelplatz')], default=4, verbose_name='Auswirkung')),
                        ('urgency', models.PositiveSmallIntegerField(choices=[(1, 'kritisch (kein Ersatz, nicht aufschiebbar)'), (2, 'hoch (heute nötig)'), (3, 'mittel (in den nächsten Tagen)'), (4, 'niedrig (kann warten)')], default=4, verbose_name='Dringlichkeit')),
                        ('subject', models.CharField(blank=True, help_text='Mit Antworten aus dem Formular, etwa „Notebook für {{person}}“; leer heißt: wie die Leistung.', max_length=120, verbose_name='Betreff der Bestellung')),
                        ('needs_approval', models.BooleanField(default=False, help_text='Die IT-Koordination der Behörde entscheidet, bevor jemand anfängt.', verbose_name='braucht Freigabe')),
                        ('is_for_all', models.BooleanField(default=True, help_text='Sonst nur für die unten genannten Behörden.', verbose_name='für alle Behörden')),
                        ('is_active', models.BooleanField(default=False, verbose_name='bestellbar')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='bestellbar ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='bestellbar bis')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='catalogue.servicearea', verbose_name='Bereich')),
                        ('authorities', models.ManyToManyField(blank=True, related_name='service_offers', to='customers.authority', verbose_name='wählbar für')),
                        ('category', models.ForeignKey(help_text='Bestimmt, welches Team die Bestellung zuerst sieht.', on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='tickets.category', verbose_name='Kategorie')),
                    ],
                    options={
                        'verbose_name': 'Leistung',
                        'verbose_name_plural': 'Leistungen',
                        'ordering': ['area__position', 'area__name', 'position', 'title', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('title',), name='offer_title_unique', violation_error_message='Diese Leistung gibt es schon.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='offer_period_order', violation_error_message='Das Ende liegt vor dem Beginn.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceOfferChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=100, verbose_name='Leistung')),
                        ('summary', models.CharField(max_length=200, verbose_name='in einem Satz')),
                        ('included', models.TextField(blank=True, max_length=4000, verbose_name='Was ist enthalten?')),
                        ('your_part', models.TextField(blank=True, max_length=4000, verbose_name='Was muss die Behörde tun?')),
                        ('delivery', models.CharField(blank=True, help_text='In Worten: „meist innerhalb von fünf Arbeitstagen“', max_length=120, verbose_name='wie lange es dauert')),
                        ('impact', models.PositiveSmallIntegerField(choices=[(1, 'großflächig (Behörde oder Standort)'), (2, 'erheblich (Amt oder Bürgerschalter)'), (3, 'gering (einige Personen)'), (4, 'Einzelplatz')], default=4, verbose_name='Auswirkung')),
                        ('urgency', models.PositiveSmallIntegerField(choices=[(1, 'kritisch (kein Ersatz, nicht aufschiebbar)'), (2, 'hoch (heute nötig)'), (3, 'mittel (in den nächsten Tagen)'), (4, 'niedrig (kann warten)')], default=4, verbose_name='Dringlichkeit')),
                        ('subject', models.CharField(blank=True, help_text='Mit Antworten aus dem Formular, etwa „Notebook für {{person}}“; leer heißt: wie die Leistung.', max_length=120, verbose_name='Betreff der Bestellung')),
                        ('needs_approval', models.BooleanField(default=False, help_text='Die IT-Koordination der Behörde entscheidet, bevor jemand anfängt.', verbose_name='braucht Freigabe')),
                        ('is_for_all', models.BooleanField(default=True, help_text='Sonst nur für die unten genannten Behörden.', verbose_name='für alle Behörden')),
                        ('is_active', models.BooleanField(default=False, verbose_name='bestellbar')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='bestellbar ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='bestellbar bis')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('area', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalogue.servicearea', verbose_name='Bereich')),
                        ('category', models.ForeignKey(db_constraint=False, help_text='Bestimmt, welches Team die Bestellung zuerst sieht.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='Kategorie')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='catalogue.serviceoffer')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cat_serviceoffer_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfOfferChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('authority', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('serviceoffer', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalogue.serviceoffer')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cat_authorityofoffer_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ConditionChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('operator', models.CharField(choices=[('is', 'ist'), ('is_not', 'ist nicht'), ('contains', 'enthält'), ('answered', 'ist ausgefüllt'), ('unanswered', 'ist nicht ausgefüllt'), ('at_least', 'ist mindestens'), ('at_most', 'ist höchstens')], default='is', max_length=10, verbose_name='Bedingung')),
                        ('value', models.CharField(blank=True, help_text='Bei Ja oder Nein: „ja“ oder „nein“.', max_length=200, verbose_name='Wert')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='catalogue.condition')),
                        ('field', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalogue.formfield', verbose_name='Frage')),
                        ('on', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalogue.formfield', verbose_name='frühere Frage')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cat_condition_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='FormFieldChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('key', models.CharField(help_text='Für Bedingungen und Betreff: kleine Buchstaben, Ziffern, Unterstrich.', max_length=30, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Nur kleine Buchstaben, Ziffern und Unterstrich.')], verbose_name='Schlüssel')),
                        ('label', models.CharField(max_length=200, verbose_name='Frage')),
                        ('help_text', models.CharField(blank=True, max_length=300, verbose_name='Hilfe dazu')),
                        ('kind', models.CharField(choices=[('text', 'kurzer Text'), ('long_text', 'langer Text'), ('number', 'ganze Zahl'), ('day', 'Datum'), ('yes_no', 'Ja oder Nein'), ('one_of', 'eine Auswahl'), ('some_of', 'mehrere zur Auswahl'), ('email', 'E-Mail-Adresse'), ('person', 'Person der Behörde'), ('workstation', 'IT-Arbeitsplatz der Behörde'), ('application', 'Fachverfahren der Behörde'), ('place', 'Standort oder Raum der Behörde'), ('heading', 'Überschrift oder Hinweis')], default='text', max_length=12, verbose_name='Art')),
                        ('is_required', models.BooleanField(default=False, verbose_name='Pflicht')),
                        ('choices', models.TextField(blank=True, help_text='Je Zeile eine Möglichkeit.', max_length=4000, verbose_name='Auswahl')),
                        ('minimum', models.PositiveIntegerField(blank=True, help_text='Bei Zahlen der Wert, bei Texten die Zeichen.', null=True, verbose_name='mindestens')),
                        ('maximum', models.PositiveIntegerField(blank=True, null=True, verbose_name='höchstens')),
                        ('needs_all', models.BooleanField(default=True, help_text='Sonst genügt eine der Bedingungen, damit gefragt wird.', verbose_name='alle Bedingungen')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='catalogue.formfield')),
                        ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalogue.serviceoffer', verbose_name='Leistung')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cat_formfield_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfOffer',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Bestellrecht für eine Leistung',
                        'proxy': True,
                    },
                    bases=('catalogue.serviceoffer_authorities',),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='condition',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_conditionchange" ("field_id", "id", "on_id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."field_id", NEW."id", NEW."on_id", NEW."operator", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."value"); RETURN NULL;', hash='733bfb6b20ad4be2ba759721cd1779e7c6e5f3a4', operation='INSERT', pgid='pgtrigger_added_insert_709f4', table='catalogue_condition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='condition',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalogue_conditionchange" ("field_id", "id", "on_id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (OLD."field_id", OLD."id", OLD."on_id", OLD."operator", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."value"); RETURN NULL;', hash='aece352d665334f03474b806bd24994790dfeb3e', operation='UPDATE', pgid='pgtrigger_changed_update_68c07', table='catalogue_condition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='condition',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_conditionchange" ("field_id", "id", "on_id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (OLD."field_id", OLD."id", OLD."on_id", OLD."operator", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."value"); RETURN NULL;', hash='452ab00c38ef8a43ad825e49c4272739da891252', operation='DELETE', pgid='pgtrigger_deleted_delete_da235', table='catalogue_condition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formfield',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_formfieldchange" ("choices", "help_text", "id", "is_required", "key", "kind", "label", "maximum", "minimum", "needs_all", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."choices", NEW."help_text", NEW."id", NEW."is_required", NEW."key", NEW."kind", NEW."label", NEW."maximum", NEW."minimum", NEW."needs_all", NEW."offer_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."position"); RETURN NULL;', hash='74a62be356df538070650158fc2ee9a3cdc439d2', operation='INSERT', pgid='pgtrigger_added_insert_7e216', table='catalogue_formfield', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formfield',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalogue_formfieldchange" ("choices", "help_text", "id", "is_required", "key", "kind", "label", "maximum", "minimum", "needs_all", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."choices", OLD."help_text", OLD."id", OLD."is_required", OLD."key", OLD."kind", OLD."label", OLD."maximum", OLD."minimum", OLD."needs_all", OLD."offer_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."position"); RETURN NULL;', hash='fb544ce6327773fc808f626c383b857850275936', operation='UPDATE', pgid='pgtrigger_changed_update_ff788', table='catalogue_formfield', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formfield',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_formfieldchange" ("choices", "help_text", "id", "is_required", "key", "kind", "label", "maximum", "minimum", "needs_all", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."choices", OLD."help_text", OLD."id", OLD."is_required", OLD."key", OLD."kind", OLD."label", OLD."maximum", OLD."minimum", OLD."needs_all", OLD."offer_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."position"); RETURN NULL;', hash='bcbfa49481d8cb3ea0692539d7d092249555418f', operation='DELETE', pgid='pgtrigger_deleted_delete_19b8c', table='catalogue_formfield', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicearea',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_serviceareachange" ("icon", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."icon", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."position"); RETURN NULL;', hash='e3e09c2d7e6d5e0ad17fe53f3eca2ca93185bf2f', operation='INSERT', pgid='pgtrigger_added_insert_4e36a', table='catalogue_servicearea', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicearea',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalogue_serviceareachange" ("icon", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."icon", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."position"); RETURN NULL;', hash='83dea6f347108687040e0a76af35ff1829e0da1a', operation='UPDATE', pgid='pgtrigger_changed_update_c6129', table='catalogue_servicearea', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicearea',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_serviceareachange" ("icon", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."icon", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."position"); RETURN NULL;', hash='2b193f96f2c46899c9ca04e8a5ce96cc81d883bc', operation='DELETE', pgid='pgtrigger_deleted_delete_dee6e', table='catalogue_servicearea', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceareachange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ffe2eead580b4d2fab83c55f7fc86c48ecbdf4e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d32b', table='catalogue_serviceareachange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceoffer',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_serviceofferchange" ("area_id", "category_id", "delivery", "id", "impact", "included", "is_active", "is_demo", "is_for_all", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "subject", "summary", "title", "urgency", "valid_from", "valid_until", "your_part") VALUES (NEW."area_id", NEW."category_id", NEW."delivery", NEW."id", NEW."impact", NEW."included", NEW."is_active", NEW."is_demo", NEW."is_for_all", NEW."needs_approval", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."position", NEW."subject", NEW."summary", NEW."title", NEW."urgency", NEW."valid_from", NEW."valid_until", NEW."your_part"); RETURN NULL;', hash='00bf3ec759029c5cb9fa550d572249fa94c33bea', operation='INSERT', pgid='pgtrigger_added_insert_80b04', table='catalogue_serviceoffer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceoffer',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalogue_serviceofferchange" ("area_id", "category_id", "delivery", "id", "impact", "included", "is_active", "is_demo", "is_for_all", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "subject", "summary", "title", "urgency", "valid_from", "valid_until", "your_part") VALUES (OLD."area_id", OLD."category_id", OLD."delivery", OLD."id", OLD."impact", OLD."included", OLD."is_active", OLD."is_demo", OLD."is_for_all", OLD."needs_approval", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."position", OLD."subject", OLD."summary", OLD."title", OLD."urgency", OLD."valid_from", OLD."valid_until", OLD."your_part"); RETURN NULL;', hash='3df90b2d7c61a79fe09fb739361614f18bc30faa', operation='UPDATE', pgid='pgtrigger_changed_update_56222', table='catalogue_serviceoffer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceoffer',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_serviceofferchange" ("area_id", "category_id", "delivery", "id", "impact", "included", "is_active", "is_demo", "is_for_all", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "subject", "summary", "title", "urgency", "valid_from", "valid_until", "your_part") VALUES (OLD."area_id", OLD."category_id", OLD."delivery", OLD."id", OLD."impact", OLD."included", OLD."is_active", OLD."is_demo", OLD."is_for_all", OLD."needs_approval", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."position", OLD."subject", OLD."summary", OLD."title", OLD."urgency", OLD."valid_from", OLD."valid_until", OLD."your_part"); RETURN NULL;', hash='53208cf2366aca4f44d0beaf71cc92720681fd52', operation='DELETE', pgid='pgtrigger_deleted_delete_13bbd', table='catalogue_serviceoffer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceofferchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cf52d15db541ca518afcd4b26f8311c9c149f81f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_274aa', table='catalogue_serviceofferchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofofferchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='18b40f2014cf91fa1db17b3e6c845379631ba601', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5d67a', table='catalogue_authorityofofferchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conditionchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1f81ed4b025122ea3feabe693158f1c45d2b8eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe94a', table='catalogue_conditionchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formfieldchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38be9ac96cf908b72834b4bafdbe2b58ff6b403c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_83915', table='catalogue_formfieldchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofoffer',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_authorityofofferchange" ("authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "serviceoffer_id") VALUES (NEW."authority_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."serviceoffer_id"); RETURN NULL;', hash='3a1b8abecdfb6fb0492f2e78f33fd258cebeb66c', operation='INSERT', pgid='pgtrigger_added_insert_a0557', table='catalogue_serviceoffer_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofoffer',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_authorityofofferchange" ("authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "serviceoffer_id") VALUES (OLD."authority_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."serviceoffer_id"); RETURN NULL;', hash='740ec220a8af5572e8fe1a2646762c9620c41022', operation='DELETE', pgid='pgtrigger_deleted_delete_4a14e', table='catalogue_serviceoffer_authorities', when='AFTER')),
                ),
            ],
        ),
    ]
