"""Agreements with their specifications, papers and warnings."""

import contracts.models.contracts
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import files.models
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('contracts', '0006_decisions'),
        ('customers', '0004_found_by_parts'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Agreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('public_law', 'öffentlich-rechtlicher Vertrag'), ('service', 'Dienstleistungsvertrag')], default='public_law', max_length=10, verbose_name='Art')),
                        ('scope', models.CharField(choices=[('core_it', 'gesamte IT'), ('school_it', 'Schul-IT'), ('procurement_office', 'Vergabestelle'), ('payroll', 'Personalabrechnung'), ('print', 'Druck und Kuvertierung'), ('procedure_only', 'einzelnes Fachverfahren')], max_length=20, verbose_name='Aufgabe')),
                        ('subject', models.CharField(blank=True, help_text='Nur bei der Aufgabe „einzelnes Fachverfahren“.', max_length=160, verbose_name='Fachverfahren')),
                        ('name', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='Vertragsnummer')),
                        ('state', models.CharField(choices=[('drafted', 'Entwurf'), ('resolved', 'Beschlossen'), ('signed', 'Unterzeichnet'), ('notified', 'Angezeigt'), ('objected', 'Beanstandet'), ('cleared', 'Nicht beanstandet'), ('published', 'Bekannt gemacht'), ('effective', 'In Kraft'), ('ended', 'Beendet'), ('withdrawn', 'Nicht zustande gekommen')], default='drafted', max_length=10, verbose_name='Stand')),
                        ('needs_notice', models.BooleanField(default=True, help_text='Öffentlich-rechtliche Verträge über den Beitritt immer (§ 77 mit § 167c KV M-V).', verbose_name='wird der Rechtsaufsicht angezeigt')),
                        ('resolved_on', models.DateField(blank=True, null=True, verbose_name='beschlossen am')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='unterzeichnet am')),
                        ('notified_on', models.DateField(blank=True, null=True, verbose_name='angezeigt am')),
                        ('complete_on', models.DateField(blank=True, null=True, verbose_name='Unterlagen vollständig am')),
                        ('standstill_until', models.DateField(blank=True, null=True, verbose_name='Frist der Rechtsaufsicht bis')),
                        ('objected_on', models.DateField(blank=True, null=True, verbose_name='beanstandet am')),
                        ('objection', models.TextField(blank=True, verbose_name='Beanstandung')),
                        ('cleared_on', models.DateField(blank=True, null=True, verbose_name='nicht beanstandet am')),
                        ('clearance', models.CharField(blank=True, choices=[('period', 'Frist ohne Beanstandung abgelaufen'), ('declaration', 'Erklärung der Rechtsaufsicht')], max_length=11, verbose_name='Grundlage')),
                        ('clearance_reference', models.CharField(blank=True, max_length=80, verbose_name='Aktenzeichen der Rechtsaufsicht')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='bekannt gemacht am')),
                        ('publication', models.CharField(blank=True, max_length=200, verbose_name='Fundstelle')),
                        ('effective_from', models.DateField(blank=True, help_text='Vorher der geplante Beginn; leer heißt: nicht bekannt.', null=True, verbose_name='gilt ab')),
                        ('effective_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('ending', models.CharField(blank=True, choices=[('by_authority', 'Kündigung durch die Behörde'), ('by_provider', 'Kündigung durch den Anbieter'), ('for_cause', 'Kündigung aus wichtigem Grund'), ('mutual', 'Aufhebung im Einvernehmen')], max_length=12, verbose_name='Art der Beendigung')),
                        ('ending_on', models.DateField(blank=True, null=True, verbose_name='Kündigung oder Aufhebung vom')),
                        ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='Anteil am Stammkapital in Euro')),
                        ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Kündigungsfrist in Monaten')),
                        ('notice_to', models.CharField(blank=True, choices=[('year', 'zum Ende eines Kalenderjahres'), ('half_year', 'zum Ende eines Kalenderhalbjahres'), ('quarter', 'zum Ende eines Kalendervierteljahres'), ('month', 'zum Ende eines Kalendermonats')], max_length=10, verbose_name='Kündigung möglich')),
                        ('minimum_months', models.PositiveSmallIntegerField(blank=True, help_text='Gerechnet ab dem Tag, ab dem sie gilt.', null=True, verbose_name='Mindestlaufzeit in Monaten')),
                        ('warn_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=contracts.models.contracts.warn_half_a_year_before, size=6, verbose_name='Hinweise, Tage vor einer Frist')),
                        ('note', models.TextField(blank=True, help_text='Liest nur der Service.', verbose_name='Interne Bemerkung')),
                        ('last_reason', models.TextField(blank=True, verbose_name='Begründung des letzten Schritts')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='Fassung')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='customers.authority', verbose_name='Behörde')),
                        ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='contracts.decision', verbose_name='Beschluss')),
                    ],
                    options={
                        'verbose_name': 'Vereinbarung',
                        'verbose_name_plural': 'Vereinbarungen',
                        'ordering': ['name', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='agreement_number_unique', violation_error_message='Diese Vertragsnummer hat schon eine andere Vereinbarung.'), models.CheckConstraint(condition=models.Q(models.Q(('scope', 'procedure_only'), models.Q(('subject', ''), _negated=True)), models.Q(models.Q(('scope', 'procedure_only'), _negated=True), ('subject', '')), _connector='OR'), name='agreement_subject_of_procedure', violation_error_message='Ein Fachverfahren nennt genau die Vereinbarung über ein einzelnes Fachverfahren.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'public_law'), _negated=True), ('needs_notice', True), _connector='OR'), name='agreement_public_law_is_notified', violation_error_message='Ein öffentlich-rechtlicher Vertrag wird der Rechtsaufsicht angezeigt.'), models.CheckConstraint(condition=models.Q(('needs_notice', True), models.Q(('state__in', ('notified', 'objected', 'cleared', 'published')), _negated=True), _connector='OR'), name='agreement_state_on_its_way', violation_error_message='Was nicht angezeigt wird, hat diesen Stand nie.'), models.CheckConstraint(condition=models.Q(models.Q(('notified_on__isnull', True), ('signed_on__isnull', True), ('notified_on__gte', models.F('signed_on')), _connector='OR'), models.Q(('cleared_on__isnull', True), ('notified_on__isnull', True), ('cleared_on__gte', models.F('notified_on')), _connector='OR'), models.Q(('published_on__isnull', True), ('cleared_on__isnull', True), ('published_on__gte', models.F('cleared_on')), _connector='OR')), name='agreement_steps_in_order', violation_error_message='Unterzeichnung, Anzeige, Ergebnis und Bekanntmachung folgen aufeinander.'), models.CheckConstraint(condition=models.Q(('effective_until__isnull', True), ('effective_from__isnull', True), ('effective_until__gte', models.F('effective_from')), _connector='OR'), name='agreement_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(models.Q(('notice_months__isnull', True), ('notice_to', '')), models.Q(('notice_months__isnull', False), models.Q(('notice_to', ''), _negated=True)), _connector='OR'), name='agreement_notice_is_whole', violation_error_message='Zur Kündigungsfrist gehört, zu welchem Tag gekündigt werden kann.'), models.CheckConstraint(condition=models.Q(('share__isnull', True), ('share__gte', 0), _connector='OR'), name='agreement_share_not_negative', violation_error_message='Ein Anteil ist nie negativ.'), models.CheckConstraint(condition=models.Q(('ending', ''), ('effective_until__isnull', False), _connector='OR'), name='agreement_ending_has_day', violation_error_message='Zur Kündigung oder Aufhebung gehört der letzte Tag.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('drafted', 'withdrawn')), _negated=True), expressions=[('authority', '='), ('scope', '='), (django.db.models.functions.text.Lower('subject'), '='), (models.Func(models.F('effective_from'), models.F('effective_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='agreement_one_at_a_time', violation_error_message='Für diese Aufgabe der Behörde gibt es in diesem Zeitraum schon eine Vereinbarung. Bitte beenden Sie diese zuerst, oder tragen Sie ein, ab wann die neue gilt.')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('public_law', 'öffentlich-rechtlicher Vertrag'), ('service', 'Dienstleistungsvertrag')], default='public_law', max_length=10, verbose_name='Art')),
                        ('scope', models.CharField(choices=[('core_it', 'gesamte IT'), ('school_it', 'Schul-IT'), ('procurement_office', 'Vergabestelle'), ('payroll', 'Personalabrechnung'), ('print', 'Druck und Kuvertierung'), ('procedure_only', 'einzelnes Fachverfahren')], max_length=20, verbose_name='Aufgabe')),
                        ('subject', models.CharField(blank=True, help_text='Nur bei der Aufgabe „einzelnes Fachverfahren“.', max_length=160, verbose_name='Fachverfahren')),
                        ('name', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='Vertragsnummer')),
                        ('state', models.CharField(choices=[('drafted', 'Entwurf'), ('resolved', 'Beschlossen'), ('signed', 'Unterzeichnet'), ('notified', 'Angezeigt'), ('objected', 'Beanstandet'), ('cleared', 'Nicht beanstandet'), ('published', 'Bekannt gemacht'), ('effective', 'In Kraft'), ('ended', 'Beendet'), ('withdrawn', 'Nicht zustande gekommen')], default='drafted', max_length=10, verbose_name='Stand')),
                        ('needs_notice', models.BooleanField(default=True, help_text='Öffentlich-rechtliche Verträge über den Beitritt immer (§ 77 mit § 167c KV M-V).', verbose_name='wird der Rechtsaufsicht angezeigt')),
                        ('resolved_on', models.DateField(blank=True, null=True, verbose_name='beschlossen am')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='unterzeichnet am')),
                        ('notified_on', models.DateField(blank=True, null=True, verbose_name='angezeigt am')),
                        ('complete_on', models.DateField(blank=True, null=True, verbose_name='Unterlagen vollständig am')),
                        ('standstill_until', models.DateField(blank=True, null=True, verbose_name='Frist der Rechtsaufsicht bis')),
                        ('objected_on', models.DateField(blank=True, null=True, verbose_name='beanstandet am')),
                        ('objection', models.TextField(blank=True, verbose_name='Beanstandung')),
                        ('cleared_on', models.DateField(blank=True, null=True, verbose_name='nicht beanstandet am')),
                        ('clearance', models.CharField(blank=True, choices=[('period', 'Frist ohne Beanstandung abgelaufen'), ('declaration', 'Erklärung der Rechtsaufsicht')], max_length=11, verbose_name='Grundlage')),
                        ('clearance_reference', models.CharField(blank=True, max_length=80, verbose_name='Aktenzeichen der Rechtsaufsicht')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='bekannt gemacht am')),
                        ('publication', models.CharField(blank=True, max_length=200, verbose_name='Fundstelle')),
                        ('effective_from', models.DateField(blank=True, help_text='Vorher der geplante Beginn; leer heißt: nicht bekannt.', null=True, verbose_name='gilt ab')),
                        ('effective_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('ending', models.CharField(blank=True, choices=[('by_authority', 'Kündigung durch die Behörde'), ('by_provider', 'Kündigung durch den Anbieter'), ('for_cause', 'Kündigung aus wichtigem Grund'), ('mutual', 'Aufhebung im Einvernehmen')], max_length=12, verbose_name='Art der Beendigung')),
                        ('ending_on', models.DateField(blank=True, null=True, verbose_name='Kündigung oder Aufhebung vom')),
                        ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='Anteil am Stammkapital in Euro')),
                        ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Kündigungsfrist in Monaten')),
                        ('notice_to', models.CharField(blank=True, choices=[('year', 'zum Ende eines Kalenderjahres'), ('half_year', 'zum Ende eines Kalenderhalbjahres'), ('quarter', 'zum Ende eines Kalendervierteljahres'), ('month', 'zum Ende eines Kalendermonats')], max_length=10, verbose_name='Kündigung möglich')),
                        ('minimum_months', models.PositiveSmallIntegerField(blank=True, help_text='Gerechnet ab dem Tag, ab dem sie gilt.', null=True, verbose_name='Mindestlaufzeit in Monaten')),
                        ('warn_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=contracts.models.contracts.warn_half_a_year_before, size=6, verbose_name='Hinweise, Tage vor einer Frist')),
                        ('note', models.TextField(blank=True, help_text='Liest nur der Service.', verbose_name='Interne Bemerkung')),
                        ('last_reason', models.TextField(blank=True, verbose_name='Begründung des letzten Schritts')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='Fassung')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('decision', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.decision', verbose_name='Beschluss')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.agreement')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_agreement_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=files.models.stored_path, verbose_name='Datei')),
                        ('name', models.CharField(max_length=200, verbose_name='Dateiname')),
                        ('size', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                        ('content_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                        ('uploaded_at', models.DateTimeField(verbose_name='hochgeladen am')),
                        ('scan', models.CharField(choices=[('unscanned', 'nicht geprüft'), ('waiting', 'wird geprüft'), ('clean', 'unauffällig'), ('infected', 'Schadsoftware gefunden')], default='unscanned', max_length=9, verbose_name='Virenprüfung')),
                        ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                        ('malware', models.CharField(blank=True, max_length=200, verbose_name='Name der Schadsoftware')),
                        ('kind', models.CharField(choices=[('contract', 'Vertrag'), ('statute', 'Unternehmenssatzung'), ('annex', 'Anlage'), ('notice', 'Anzeige, Erklärung oder Kündigung'), ('other', 'Sonstiges')], max_length=10, verbose_name='Art')),
                        ('title', models.CharField(max_length=200, verbose_name='Titel')),
                        ('version', models.PositiveSmallIntegerField(default=1, verbose_name='Fassung')),
                        ('is_internal', models.BooleanField(default=False, help_text='Die Behörde sieht das Dokument nicht.', verbose_name='nur für den Service')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='contracts.agreement', verbose_name='Vereinbarung')),
                        ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='von')),
                    ],
                    options={
                        'verbose_name': 'Dokument einer Vereinbarung',
                        'verbose_name_plural': 'Dokumente der Vereinbarungen',
                        'ordering': ['kind', 'title', '-version'],
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('scan', 'clean'), _negated=True), fields=['scan'], name='agreementdocument_verdict')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('scan', 'infected'), models.Q(('malware', ''), _negated=True)), models.Q(models.Q(('scan', 'infected'), _negated=True), models.Q(('file', ''), _negated=True), ('malware', '')), _connector='OR'), name='agreementdocument_is_gone_if_infected'), models.CheckConstraint(condition=models.Q(models.Q(('scan__in', ('clean', 'infected')), ('scanned_at__isnull', False)), models.Q(('scan__in', ('unscanned', 'waiting')), ('scanned_at__isnull', True)), _connector='OR'), name='agreementdocument_has_day_of_verdict'), models.UniqueConstraint(models.F('agreement'), models.F('kind'), django.db.models.functions.text.Lower('title'), models.F('version'), name='agreement_document_version', violation_error_message='Diese Fassung des Dokuments gibt es schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementDocumentChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=files.models.stored_path, verbose_name='Datei')),
                        ('name', models.CharField(max_length=200, verbose_name='Dateiname')),
                        ('size', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                        ('content_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                        ('uploaded_at', models.DateTimeField(verbose_name='hochgeladen am')),
                        ('scan', models.CharField(choices=[('unscanned', 'nicht geprüft'), ('waiting', 'wird geprüft'), ('clean', 'unauffällig'), ('infected', 'Schadsoftware gefunden')], default='unscanned', max_length=9, verbose_name='Virenprüfung')),
                        ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                        ('malware', models.CharField(blank=True, max_length=200, verbose_name='Name der Schadsoftware')),
                        ('kind', models.CharField(choices=[('contract', 'Vertrag'), ('statute', 'Unternehmenssatzung'), ('annex', 'Anlage'), ('notice', 'Anzeige, Erklärung oder Kündigung'), ('other', 'Sonstiges')], max_length=10, verbose_name='Art')),
                        ('title', models.CharField(max_length=200, verbose_name='Titel')),
                        ('version', models.PositiveSmallIntegerField(default=1, verbose_name='Fassung')),
                        ('is_internal', models.BooleanField(default=False, help_text='Die Behörde sieht das Dokument nicht.', verbose_name='nur für den Service')),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.agreement', verbose_name='Vereinbarung')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.agreementdocument')),
                        ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='von')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_agreementdocument_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementWarning',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('notice', 'Kündigung möglich bis'), ('end', 'Vereinbarung endet'), ('standstill', 'Frist der Rechtsaufsicht')], max_length=10, verbose_name='Frist')),
                        ('day', models.DateField(verbose_name='Tag der Frist')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='Ende bei Kündigung')),
                        ('days_before', models.PositiveSmallIntegerField(verbose_name='Tage vorher')),
                        ('created_at', models.DateTimeField(verbose_name='am')),
                        ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='verschickt am')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='contracts.agreement', verbose_name='Vereinbarung')),
                    ],
                    options={
                        'verbose_name': 'Hinweis auf eine Vertragsfrist',
                        'verbose_name_plural': 'Hinweise auf Vertragsfristen',
                        'ordering': ['day', 'pk'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'kind', 'day', 'days_before'), name='agreement_warning_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceSpecification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('number', models.CharField(max_length=40, verbose_name='Nummer')),
                        ('version', models.PositiveSmallIntegerField(default=1, verbose_name='Fassung')),
                        ('title', models.CharField(max_length=200, verbose_name='Titel')),
                        ('text', models.TextField(help_text='Was der Anbieter leistet und wobei die Behörde mitwirkt.', verbose_name='Leistung')),
                        ('quantity_basis', models.CharField(blank=True, help_text='Zum Beispiel: Zahl der IT-Arbeitsplätze am Monatsersten.', max_length=300, verbose_name='Mengenbasis')),
                        ('valid_from', models.DateField(verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='specifications', to='contracts.agreement', verbose_name='Vereinbarung')),
                        ('service_agreement', models.ForeignKey(blank=True, help_text='Sagt, wie schnell geantwortet und gelöst wird und wann Servicezeit ist.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='specifications', to='contracts.serviceagreement', verbose_name='Servicevereinbarung')),
                    ],
                    options={
                        'verbose_name': 'Leistungsschein',
                        'verbose_name_plural': 'Leistungsscheine',
                        'ordering': ['number', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'number', 'version'), name='service_specification_version', violation_error_message='Diese Fassung des Leistungsscheins gibt es schon.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='service_specification_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('agreement', '='), (django.db.models.functions.text.Lower('number'), '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='service_specification_periods_apart', violation_error_message='In diesem Zeitraum gilt schon eine andere Fassung dieses Leistungsscheins.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceSpecificationChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('number', models.CharField(max_length=40, verbose_name='Nummer')),
                        ('version', models.PositiveSmallIntegerField(default=1, verbose_name='Fassung')),
                        ('title', models.CharField(max_length=200, verbose_name='Titel')),
                        ('text', models.TextField(help_text='Was der Anbieter leistet und wobei die Behörde mitwirkt.', verbose_name='Leistung')),
                        ('quantity_basis', models.CharField(blank=True, help_text='Zum Beispiel: Zahl der IT-Arbeitsplätze am Monatsersten.', max_length=300, verbose_name='Mengenbasis')),
                        ('valid_from', models.DateField(verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.agreement', verbose_name='Vereinbarung')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.servicespecification')),
                        ('service_agreement', models.ForeignKey(blank=True, db_constraint=False, help_text='Sagt, wie schnell geantwortet und gelöst wird und wann Servicezeit ist.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.serviceagreement', verbose_name='Servicevereinbarung')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_servicespecificati_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_agreementchange" ("authority_id", "certainty", "clearance", "clearance_reference", "cleared_on", "complete_on", "decision_id", "effective_from", "effective_until", "ending", "ending_on", "id", "is_demo", "kind", "last_reason", "minimum_months", "name", "needs_notice", "note", "notice_months", "notice_to", "notified_on", "number", "objected_on", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "published_on", "resolved_on", "scope", "share", "signed_on", "source", "standstill_until", "state", "subject", "version", "warn_days") VALUES (NEW."authority_id", NEW."certainty", NEW."clearance", NEW."clearance_reference", NEW."cleared_on", NEW."complete_on", NEW."decision_id", NEW."effective_from", NEW."effective_until", NEW."ending", NEW."ending_on", NEW."id", NEW."is_demo", NEW."kind", NEW."last_reason", NEW."minimum_months", NEW."name", NEW."needs_notice", NEW."note", NEW."notice_months", NEW."notice_to", NEW."notified_on", NEW."number", NEW."objected_on", NEW."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."publication", NEW."published_on", NEW."resolved_on", NEW."scope", NEW."share", NEW."signed_on", NEW."source", NEW."standstill_until", NEW."state", NEW."subject", NEW."version", NEW."warn_days"); RETURN NULL;', hash='814cb01e68983b25ace841c6c1e0d2e360aaec16', operation='INSERT', pgid='pgtrigger_added_insert_16aa5', table='contracts_agreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreement',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_agreementchange" ("authority_id", "certainty", "clearance", "clearance_reference", "cleared_on", "complete_on", "decision_id", "effective_from", "effective_until", "ending", "ending_on", "id", "is_demo", "kind", "last_reason", "minimum_months", "name", "needs_notice", "note", "notice_months", "notice_to", "notified_on", "number", "objected_on", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "published_on", "resolved_on", "scope", "share", "signed_on", "source", "standstill_until", "state", "subject", "version", "warn_days") VALUES (OLD."authority_id", OLD."certainty", OLD."clearance", OLD."clearance_reference", OLD."cleared_on", OLD."complete_on", OLD."decision_id", OLD."effective_from", OLD."effective_until", OLD."ending", OLD."ending_on", OLD."id", OLD."is_demo", OLD."kind", OLD."last_reason", OLD."minimum_months", OLD."name", OLD."needs_notice", OLD."note", OLD."notice_months", OLD."notice_to", OLD."notified_on", OLD."number", OLD."objected_on", OLD."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."publication", OLD."published_on", OLD."resolved_on", OLD."scope", OLD."share", OLD."signed_on", OLD."source", OLD."standstill_until", OLD."state", OLD."subject", OLD."version", OLD."warn_days"); RETURN NULL;', hash='ee836b3d96b7b83ab487bf4e2a3f783d697110b7', operation='UPDATE', pgid='pgtrigger_changed_update_b9508', table='contracts_agreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_agreementchange" ("authority_id", "certainty", "clearance", "clearance_reference", "cleared_on", "complete_on", "decision_id", "effective_from", "effective_until", "ending", "ending_on", "id", "is_demo", "kind", "last_reason", "minimum_months", "name", "needs_notice", "note", "notice_months", "notice_to", "notified_on", "number", "objected_on", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "published_on", "resolved_on", "scope", "share", "signed_on", "source", "standstill_until", "state", "subject", "version", "warn_days") VALUES (OLD."authority_id", OLD."certainty", OLD."clearance", OLD."clearance_reference", OLD."cleared_on", OLD."complete_on", OLD."decision_id", OLD."effective_from", OLD."effective_until", OLD."ending", OLD."ending_on", OLD."id", OLD."is_demo", OLD."kind", OLD."last_reason", OLD."minimum_months", OLD."name", OLD."needs_notice", OLD."note", OLD."notice_months", OLD."notice_to", OLD."notified_on", OLD."number", OLD."objected_on", OLD."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."publication", OLD."published_on", OLD."resolved_on", OLD."scope", OLD."share", OLD."signed_on", OLD."source", OLD."standstill_until", OLD."state", OLD."subject", OLD."version", OLD."warn_days"); RETURN NULL;', hash='d33a93d568331920994b336261905fb02d91eb03', operation='DELETE', pgid='pgtrigger_deleted_delete_fe735', table='contracts_agreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7ce6633ca6ef041914bc71228930a556fab12032', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60e44', table='contracts_agreementchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementdocument',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_agreementdocumentchange" ("agreement_id", "content_type", "file", "id", "is_internal", "kind", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "size", "title", "uploaded_at", "uploaded_by_id", "version") VALUES (NEW."agreement_id", NEW."content_type", NEW."file", NEW."id", NEW."is_internal", NEW."kind", NEW."malware", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."scan", NEW."scanned_at", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id", NEW."version"); RETURN NULL;', hash='9624de5d2768771484039fcb5d2067b153b9cf6c', operation='INSERT', pgid='pgtrigger_added_insert_5aa52', table='contracts_agreementdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementdocument',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_agreementdocumentchange" ("agreement_id", "content_type", "file", "id", "is_internal", "kind", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "size", "title", "uploaded_at", "uploaded_by_id", "version") VALUES (OLD."agreement_id", OLD."content_type", OLD."file", OLD."id", OLD."is_internal", OLD."kind", OLD."malware", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."scan", OLD."scanned_at", OLD."size", OLD."title", OLD."uploaded_at", OLD."uploaded_by_id", OLD."version"); RETURN NULL;', hash='3c3183da476cda1a17d08ae30b6a4bc0ea5f841d', operation='UPDATE', pgid='pgtrigger_changed_update_1360f', table='contracts_agreementdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementdocument',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_agreementdocumentchange" ("agreement_id", "content_type", "file", "id", "is_internal", "kind", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "size", "title", "uploaded_at", "uploaded_by_id", "version") VALUES (OLD."agreement_id", OLD."content_type", OLD."file", OLD."id", OLD."is_internal", OLD."kind", OLD."malware", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."scan", OLD."scanned_at", OLD."size", OLD."title", OLD."uploaded_at", OLD."uploaded_by_id", OLD."version"); RETURN NULL;', hash='1a752be1400b26b25ca31194d7449aa0442f78c6', operation='DELETE', pgid='pgtrigger_deleted_delete_254dc', table='contracts_agreementdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementdocumentchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb5d6509b22edb44cecc3c180c20bac151bb88eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8048e', table='contracts_agreementdocumentchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicespecification',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicespecificationchange" ("agreement_id", "certainty", "id", "is_demo", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity_basis", "service_agreement_id", "source", "text", "title", "valid_from", "valid_until", "version") VALUES (NEW."agreement_id", NEW."certainty", NEW."id", NEW."is_demo", NEW."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."quantity_basis", NEW."service_agreement_id", NEW."source", NEW."text", NEW."title", NEW."valid_from", NEW."valid_until", NEW."version"); RETURN NULL;', hash='61e3b93cd0b4926d304543d2fd19fe773b7982e1', operation='INSERT', pgid='pgtrigger_added_insert_51812', table='contracts_servicespecification', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicespecification',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_servicespecificationchange" ("agreement_id", "certainty", "id", "is_demo", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity_basis", "service_agreement_id", "source", "text", "title", "valid_from", "valid_until", "version") VALUES (OLD."agreement_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."quantity_basis", OLD."service_agreement_id", OLD."source", OLD."text", OLD."title", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;', hash='110eb0acff24cd7c4401a304278a1c3a707010fd', operation='UPDATE', pgid='pgtrigger_changed_update_45c44', table='contracts_servicespecification', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicespecification',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicespecificationchange" ("agreement_id", "certainty", "id", "is_demo", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity_basis", "service_agreement_id", "source", "text", "title", "valid_from", "valid_until", "version") VALUES (OLD."agreement_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."quantity_basis", OLD."service_agreement_id", OLD."source", OLD."text", OLD."title", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;', hash='fc23d9e691029ef7ee183332151bf24f3a70fe43', operation='DELETE', pgid='pgtrigger_deleted_delete_707f4', table='contracts_servicespecification', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicespecificationchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a35bdbbe5c7d28ddb8a69dc34abc8e6dfab2720d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f78c3', table='contracts_servicespecificationchange', when='BEFORE')),
                ),
            ],
        ),
    ]
