"""All tables of this app."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('customers', '0008_procedures_have_names'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workstations', '0004_lives_of_devices'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='BudgetRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='Zum Beispiel „Haushaltsrunde 2028“.', max_length=80, unique=True, verbose_name='Name')),
                        ('first_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='erstes Haushaltsjahr')),
                        ('last_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='letztes Haushaltsjahr')),
                        ('deadline', models.DateField(blank=True, help_text='Bis wann die Zahlen bei den Behörden sein müssen.', null=True, verbose_name='Anmeldeschluss')),
                        ('note', models.TextField(blank=True, help_text='Steht auch auf dem Plan der Behörden.', verbose_name='Bemerkung')),
                        ('state', models.CharField(choices=[('open', 'in Arbeit'), ('frozen', 'festgeschrieben'), ('closed', 'abgeschlossen')], default='open', max_length=10, verbose_name='Stand')),
                        ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='festgeschrieben am')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='abgeschlossen am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='festgeschrieben von')),
                        ('previous', models.ForeignKey(blank=True, help_text='Gegen deren Zahlen wird verglichen.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='replacements.budgetround', verbose_name='vorige Runde')),
                    ],
                    options={
                        'verbose_name': 'Haushaltsrunde',
                        'verbose_name_plural': 'Haushaltsrunden',
                        'ordering': ['-first_year', '-pk'],
                        'permissions': [('freeze_budgetround', 'Kann Haushaltsrunden festschreiben und abschließen')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year')), ('last_year__lt', django.db.models.expressions.CombinedExpression(models.F('first_year'), '+', models.Value(10)))), name='budget_round_years', violation_error_message='Eine Runde umfasst ein bis 10 Jahre.'), models.CheckConstraint(condition=models.Q(models.Q(('frozen_at__isnull', True), ('frozen_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('frozen_at__isnull', False), ('frozen_by__isnull', False)), _connector='OR'), name='budget_round_frozen_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='budget_round_closed_says_when'), models.CheckConstraint(condition=models.Q(('previous__isnull', True), models.Q(('previous', models.F('pk')), _negated=True), _connector='OR'), name='budget_round_not_its_own_previous')],
                    },
                ),
                migrations.CreateModel(
                    name='PlannedReplacement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_kept', models.BooleanField(default=False, verbose_name='wird nicht ersetzt')),
                        ('year', models.PositiveSmallIntegerField(blank=True, help_text='Leer heißt: das berechnete Jahr.', null=True, validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='Jahr')),
                        ('price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: der berechnete Preis.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis')),
                        ('reason', models.CharField(max_length=300, verbose_name='Begründung')),
                        ('decided_at', models.DateTimeField(verbose_name='entschieden am')),
                        ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('device', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='planned_replacement', to='workstations.device', verbose_name='Gerät')),
                        ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='planned_replacement', to='workstations.infrastructureitem', verbose_name='Infrastrukturelement')),
                        ('replacement_model', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workstations.devicemodel', verbose_name='Ersatz durch')),
                    ],
                    options={
                        'verbose_name': 'abweichende Planung',
                        'verbose_name_plural': 'abweichende Planungen',
                        'ordering': ['-decided_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('device__isnull', False), ('item__isnull', True)), models.Q(('device__isnull', True), ('item__isnull', False)), _connector='OR'), name='planned_replacement_of_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('is_kept', True), _negated=True), models.Q(('price__isnull', True), ('replacement_model__isnull', True), ('year__isnull', True)), _connector='OR'), name='planned_replacement_kept_costs_nothing', violation_error_message='Was nicht ersetzt wird, hat weder Jahr noch Preis.'), models.CheckConstraint(condition=models.Q(('is_kept', True), ('year__isnull', False), ('price__isnull', False), ('replacement_model__isnull', False), _connector='OR'), name='planned_replacement_says_something', violation_error_message='Bitte geben Sie an, was anders geplant wird.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='planned_replacement_has_reason', violation_error_message='Bitte nennen Sie den Grund.'), models.CheckConstraint(condition=models.Q(('year__isnull', True), ('year__range', (2020, 2100)), _connector='OR'), name='planned_replacement_year', violation_error_message='Bitte geben Sie ein Jahr mit vier Ziffern an.'), models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gte', 0), _connector='OR'), name='planned_replacement_price', violation_error_message='Ein Preis ist nicht negativ.')],
                    },
                ),
                migrations.CreateModel(
                    name='ReplacementRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Geräteart')),
                        ('valid_from', models.DateField(help_text='Der Preis ist der dieses Jahres.', verbose_name='gilt ab')),
                        ('service_years', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='Nutzungsdauer in Jahren')),
                        ('price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: kein Preis hinterlegt.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis eines neuen Geräts')),
                        ('growth', models.DecimalField(decimal_places=2, default=Decimal('0'), help_text='In Prozent, zum Beispiel 2,5.', max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(25)], verbose_name='Steigerung je Jahr')),
                        ('warranty_counts', models.BooleanField(default=False, help_text='Geräte dieser Art werden spätestens ersetzt, wenn die Garantie endet.', verbose_name='Garantieende zählt')),
                    ],
                    options={
                        'verbose_name': 'Vorgabe der Ersatzplanung',
                        'verbose_name_plural': 'Vorgaben der Ersatzplanung',
                        'ordering': ['kind', '-valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'valid_from'), name='replacement_rule_once', violation_error_message='Für diese Geräteart gilt ab diesem Tag schon eine Vorgabe.'), models.CheckConstraint(condition=models.Q(('service_years__range', (1, 30))), name='replacement_rule_years', violation_error_message='Die Nutzungsdauer liegt zwischen 1 und 30 Jahren.'), models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gte', 0), _connector='OR'), name='replacement_rule_price', violation_error_message='Ein Preis ist nicht negativ.'), models.CheckConstraint(condition=models.Q(('growth__range', (0, 25))), name='replacement_rule_growth', violation_error_message='Die Steigerung liegt zwischen 0 und 25 Prozent.')],
                    },
                ),
                migrations.CreateModel(
                    name='RoundAuthority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deadline', models.DateField(blank=True, help_text='Leer heißt: wie bei der Runde.', null=True, verbose_name='Anmeldeschluss')),
                        ('noted_at', models.DateTimeField(blank=True, null=True, verbose_name='zur Kenntnis genommen am')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budget_rounds', to='customers.authority', verbose_name='Behörde')),
                        ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zur Kenntnis genommen von')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorities', to='replacements.budgetround', verbose_name='Haushaltsrunde')),
                    ],
                    options={
                        'verbose_name': 'Behörde einer Haushaltsrunde',
                        'verbose_name_plural': 'Behörden der Haushaltsrunden',
                        'ordering': ['authority__name'],
                        'constraints': [models.UniqueConstraint(fields=('round', 'authority'), name='round_authority_once'), models.CheckConstraint(condition=models.Q(models.Q(('noted_at__isnull', True), ('noted_by__isnull', True)), models.Q(('noted_at__isnull', False), ('noted_by__isnull', False)), _connector='OR'), name='round_authority_noted_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='RoundLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('device_key', models.BigIntegerField(blank=True, null=True, verbose_name='Schlüssel des Geräts')),
                        ('item_key', models.BigIntegerField(blank=True, null=True, verbose_name='Schlüssel des Infrastrukturelements')),
                        ('number', models.CharField(max_length=130, verbose_name='Inventarnummer')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('model', models.CharField(blank=True, max_length=210, verbose_name='Modell')),
                        ('begun_on', models.DateField(blank=True, null=True, verbose_name='in Nutzung seit')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='fällig am')),
                        ('cause', models.CharField(blank=True, choices=[('age', 'Nutzungsdauer'), ('lease', 'Leasingende'), ('system', 'Betriebssystem'), ('model', 'Ende der Herstellerunterstützung'), ('warranty', 'Garantieende')], max_length=10, verbose_name='Anlass')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='maßgeblicher Grund')),
                        ('further_reasons', models.TextField(blank=True, verbose_name='weitere Gründe')),
                        ('budget_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Haushaltsjahr')),
                        ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Preis')),
                        ('price_source', models.CharField(choices=[('own', 'eigene Angabe'), ('other_model', 'Preis des vorgesehenen Modells'), ('model', 'Preis beim Modell'), ('kind', 'Preis der Geräteart'), ('leased', 'geleast, kein Kaufpreis'), ('missing', 'kein Preis hinterlegt')], max_length=12, verbose_name='Herkunft des Preises')),
                        ('decision', models.CharField(blank=True, max_length=400, verbose_name='abweichende Planung')),
                        ('decision_reason', models.CharField(blank=True, max_length=300, verbose_name='Begründung')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('provider', models.ForeignKey(blank=True, help_text='Wessen Reserve oder zentrale Infrastruktur es ist.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.provider', verbose_name='Unternehmen')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='replacements.budgetround', verbose_name='Haushaltsrunde')),
                    ],
                    options={
                        'verbose_name': 'Zeile einer Haushaltsrunde',
                        'verbose_name_plural': 'Zeilen der Haushaltsrunden',
                        'ordering': ['budget_year', 'kind', 'number', 'pk'],
                        'indexes': [models.Index(fields=['round', 'authority', 'budget_year'], name='round_line_of_authority')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', False), ('provider__isnull', True)), models.Q(('authority__isnull', True), ('provider__isnull', False)), _connector='OR'), name='round_line_of_one_side'), models.CheckConstraint(condition=models.Q(models.Q(('device_key__isnull', False), ('item_key__isnull', True)), models.Q(('device_key__isnull', True), ('item_key__isnull', False)), _connector='OR'), name='round_line_of_one_thing'), models.UniqueConstraint(fields=('round', 'device_key'), name='round_line_device_once'), models.UniqueConstraint(fields=('round', 'item_key'), name='round_line_item_once')],
                    },
                ),
                migrations.CreateModel(
                    name='UpgradePath',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('note', models.CharField(blank=True, help_text='Zum Beispiel, worauf gewechselt wird.', max_length=200, verbose_name='Bemerkung')),
                        ('operating_system', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='upgrade_path', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                    ],
                    options={
                        'verbose_name': 'Wechsel des Betriebssystems',
                        'verbose_name_plural': 'Wechsel von Betriebssystemen',
                        'ordering': ['operating_system__name', 'operating_system__version'],
                    },
                ),
                migrations.CreateModel(
                    name='ReplacementRuleChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Geräteart')),
                        ('valid_from', models.DateField(help_text='Der Preis ist der dieses Jahres.', verbose_name='gilt ab')),
                        ('service_years', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='Nutzungsdauer in Jahren')),
                        ('price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: kein Preis hinterlegt.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis eines neuen Geräts')),
                        ('growth', models.DecimalField(decimal_places=2, default=Decimal('0'), help_text='In Prozent, zum Beispiel 2,5.', max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(25)], verbose_name='Steigerung je Jahr')),
                        ('warranty_counts', models.BooleanField(default=False, help_text='Geräte dieser Art werden spätestens ersetzt, wenn die Garantie endet.', verbose_name='Garantieende zählt')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='replacements.replacementrule')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='rep_replacementrule_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='RoundAuthorityChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('deadline', models.DateField(blank=True, help_text='Leer heißt: wie bei der Runde.', null=True, verbose_name='Anmeldeschluss')),
                        ('noted_at', models.DateTimeField(blank=True, null=True, verbose_name='zur Kenntnis genommen am')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('noted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zur Kenntnis genommen von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='replacements.roundauthority')),
                        ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='replacements.budgetround', verbose_name='Haushaltsrunde')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='rep_roundauthority_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='UpgradePathChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('note', models.CharField(blank=True, help_text='Zum Beispiel, worauf gewechselt wird.', max_length=200, verbose_name='Bemerkung')),
                        ('operating_system', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='replacements.upgradepath')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='rep_upgradepath_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='BudgetRoundChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text='Zum Beispiel „Haushaltsrunde 2028“.', max_length=80, verbose_name='Name')),
                        ('first_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='erstes Haushaltsjahr')),
                        ('last_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='letztes Haushaltsjahr')),
                        ('deadline', models.DateField(blank=True, help_text='Bis wann die Zahlen bei den Behörden sein müssen.', null=True, verbose_name='Anmeldeschluss')),
                        ('note', models.TextField(blank=True, help_text='Steht auch auf dem Plan der Behörden.', verbose_name='Bemerkung')),
                        ('state', models.CharField(choices=[('open', 'in Arbeit'), ('frozen', 'festgeschrieben'), ('closed', 'abgeschlossen')], default='open', max_length=10, verbose_name='Stand')),
                        ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='festgeschrieben am')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='abgeschlossen am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('frozen_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='festgeschrieben von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='replacements.budgetround')),
                        ('previous', models.ForeignKey(blank=True, db_constraint=False, help_text='Gegen deren Zahlen wird verglichen.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='replacements.budgetround', verbose_name='vorige Runde')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='rep_budgetround_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='PlannedReplacementChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('is_kept', models.BooleanField(default=False, verbose_name='wird nicht ersetzt')),
                        ('year', models.PositiveSmallIntegerField(blank=True, help_text='Leer heißt: das berechnete Jahr.', null=True, validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='Jahr')),
                        ('price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: der berechnete Preis.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis')),
                        ('reason', models.CharField(max_length=300, verbose_name='Begründung')),
                        ('decided_at', models.DateTimeField(verbose_name='entschieden am')),
                        ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('device', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.infrastructureitem', verbose_name='Infrastrukturelement')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='replacements.plannedreplacement')),
                        ('replacement_model', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Ersatz durch')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='rep_plannedreplacement_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='replacementrule',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_replacementrulechange" ("certainty", "growth", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "service_years", "source", "valid_from", "warranty_counts") VALUES (NEW."certainty", NEW."growth", NEW."id", NEW."is_demo", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."price", NEW."service_years", NEW."source", NEW."valid_from", NEW."warranty_counts"); RETURN NULL;', hash='2f285216eb16197a1a85a631ff4845848d011b3f', operation='INSERT', pgid='pgtrigger_added_insert_c456f', table='replacements_replacementrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='replacementrule',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_replacementrulechange" ("certainty", "growth", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "service_years", "source", "valid_from", "warranty_counts") VALUES (OLD."certainty", OLD."growth", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."price", OLD."service_years", OLD."source", OLD."valid_from", OLD."warranty_counts"); RETURN NULL;', hash='a7e03c5868caab9fb2df73f8f1e480ba05da40fe', operation='UPDATE', pgid='pgtrigger_changed_update_1b2d6', table='replacements_replacementrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='replacementrule',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_replacementrulechange" ("certainty", "growth", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "service_years", "source", "valid_from", "warranty_counts") VALUES (OLD."certainty", OLD."growth", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."price", OLD."service_years", OLD."source", OLD."valid_from", OLD."warranty_counts"); RETURN NULL;', hash='799693da65abab44eb97533b0c98ead5664d01b0', operation='DELETE', pgid='pgtrigger_deleted_delete_347e3', table='replacements_replacementrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='frozen_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'open\') AND (NEW."state" = \'open\' OR NEW."first_year" IS DISTINCT FROM (OLD."first_year") OR NEW."last_year" IS DISTINCT FROM (OLD."last_year") OR NEW."frozen_at" IS DISTINCT FROM (OLD."frozen_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ca2b5357c223c5b068f129af63919a6bd538a246', operation='UPDATE', pgid='pgtrigger_frozen_stays_90207', table='replacements_budgetround', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state") VALUES (NEW."closed_on", NEW."deadline", NEW."first_year", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."is_demo", NEW."last_year", NEW."name", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."previous_id", NEW."state"); RETURN NULL;', hash='a85d14bfc0fb062e629157c38929c5d85d13da6e', operation='INSERT', pgid='pgtrigger_added_insert_9d308', table='replacements_budgetround', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state") VALUES (OLD."closed_on", OLD."deadline", OLD."first_year", OLD."frozen_at", OLD."frozen_by_id", OLD."id", OLD."is_demo", OLD."last_year", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."previous_id", OLD."state"); RETURN NULL;', hash='65f1529970ed55d0a762430644247770f3d527bf', operation='UPDATE', pgid='pgtrigger_changed_update_5b57c', table='replacements_budgetround', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state") VALUES (OLD."closed_on", OLD."deadline", OLD."first_year", OLD."frozen_at", OLD."frozen_by_id", OLD."id", OLD."is_demo", OLD."last_year", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."previous_id", OLD."state"); RETURN NULL;', hash='6963429951a29fb0d9daa7185d2e0fa29892949e', operation='DELETE', pgid='pgtrigger_deleted_delete_76524', table='replacements_budgetround', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetroundchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4f865b76b4ed391b8b3d188d6637e49c784f2f6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6a3e2', table='replacements_budgetroundchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plannedreplacement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_plannedreplacementchange" ("decided_at", "decided_by_id", "device_id", "id", "is_kept", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reason", "replacement_model_id", "year") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."device_id", NEW."id", NEW."is_kept", NEW."item_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."price", NEW."reason", NEW."replacement_model_id", NEW."year"); RETURN NULL;', hash='1a0611bff294b3b9421a4365d80b5d3b32fefcfe', operation='INSERT', pgid='pgtrigger_added_insert_47e5b', table='replacements_plannedreplacement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plannedreplacement',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_plannedreplacementchange" ("decided_at", "decided_by_id", "device_id", "id", "is_kept", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reason", "replacement_model_id", "year") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."device_id", OLD."id", OLD."is_kept", OLD."item_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."price", OLD."reason", OLD."replacement_model_id", OLD."year"); RETURN NULL;', hash='e60179f3467ec365dc567883481aaf7ea9b68bb5', operation='UPDATE', pgid='pgtrigger_changed_update_827d7', table='replacements_plannedreplacement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plannedreplacement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_plannedreplacementchange" ("decided_at", "decided_by_id", "device_id", "id", "is_kept", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reason", "replacement_model_id", "year") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."device_id", OLD."id", OLD."is_kept", OLD."item_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."price", OLD."reason", OLD."replacement_model_id", OLD."year"); RETURN NULL;', hash='5f4797fba9e8f40398febb4131d4c611bcce9536', operation='DELETE', pgid='pgtrigger_deleted_delete_f1250', table='replacements_plannedreplacement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plannedreplacementchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6fe8ae7a5f67cb56655d6391ab631adfdaa2e25', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4cbe8', table='replacements_plannedreplacementchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='replacementrulechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60dd2caf12e41f4bae29e947213e709c4af4168f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8daf', table='replacements_replacementrulechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundauthority',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_roundauthoritychange" ("authority_id", "deadline", "id", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."authority_id", NEW."deadline", NEW."id", NEW."noted_at", NEW."noted_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."round_id"); RETURN NULL;', hash='7011f5141f1490ddeac9d80447da449e5cc9680c', operation='INSERT', pgid='pgtrigger_added_insert_d5074', table='replacements_roundauthority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundauthority',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_roundauthoritychange" ("authority_id", "deadline", "id", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."authority_id", OLD."deadline", OLD."id", OLD."noted_at", OLD."noted_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."round_id"); RETURN NULL;', hash='8be4912ff1bfe032857ed604a90b1d02f99beddc', operation='UPDATE', pgid='pgtrigger_changed_update_28e88', table='replacements_roundauthority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundauthority',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_roundauthoritychange" ("authority_id", "deadline", "id", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."authority_id", OLD."deadline", OLD."id", OLD."noted_at", OLD."noted_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."round_id"); RETURN NULL;', hash='ca33a444466cde5edfdef64101004c5b2ed8628b', operation='DELETE', pgid='pgtrigger_deleted_delete_4a2bd', table='replacements_roundauthority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundauthoritychange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='319da10cb79988383e32e23cb468401bfbfe2f66', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_00455', table='replacements_roundauthoritychange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundline',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9fbd3597521f8fd345e92d9eb8786cab10bd13c1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0093d', table='replacements_roundline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roundline',
                    trigger=pgtrigger.compiler.Trigger(name='only_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (SELECT FROM replacements_budgetround r WHERE r.id = NEW.round_id AND r.state <> 'open') THEN\n                        RAISE EXCEPTION 'pgtrigger: the round is frozen';\n                    END IF;\n                    RETURN NEW;\n                ", hash='3ef7e5aaaf8daf7917e83cc12cddc4dffe36369e', operation='INSERT', pgid='pgtrigger_only_while_open_30cf1', table='replacements_roundline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='upgradepath',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_upgradepathchange" ("id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."note", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id"); RETURN NULL;', hash='dc2cfbd3d799bce2def09bdcaf9d65d0ef2ab12c', operation='INSERT', pgid='pgtrigger_added_insert_07368', table='replacements_upgradepath', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='upgradepath',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_upgradepathchange" ("id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id"); RETURN NULL;', hash='108c803ba79fa1c7d4ecf5e26172fa792f9de5a8', operation='UPDATE', pgid='pgtrigger_changed_update_7be03', table='replacements_upgradepath', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='upgradepath',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_upgradepathchange" ("id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id"); RETURN NULL;', hash='229bc3b8220f97e748ca264b9409546651c997b8', operation='DELETE', pgid='pgtrigger_deleted_delete_12506', table='replacements_upgradepath', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='upgradepathchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ffa1bc9223af43af0df6fe6584c49eaf7d8d5509', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee46b', table='replacements_upgradepathchange', when='BEFORE')),
                ),
            ],
        ),
    ]
