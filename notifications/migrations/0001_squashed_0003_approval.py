"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('notifications', '0001_initial'), ('notifications', '0002_without_account'), ('notifications', '0003_approval')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('customers', '0001_squashed_0003_served_by_mail'),
        ('tickets', '0001_squashed_0017_desk_details'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('topic', models.CharField(choices=[('opened', 'Neue Meldung'), ('assigned', 'Zugewiesen'), ('released', 'In die Liste zurückgegeben'), ('team', 'An das Team gegeben'), ('reply', 'Neue Antwort'), ('note', 'Interne Notiz'), ('waiting', 'Antwort gebraucht'), ('resolved', 'Gelöst'), ('confirmed', 'Lösung bestätigt'), ('reopened', 'Wieder geöffnet'), ('closed', 'Abgeschlossen'), ('cancelled', 'Zurückgezogen'), ('woken', 'Wieder vorgelegt'), ('malware', 'Schadsoftware gefunden'), ('merged', 'Zusammengeführt'), ('outage', 'Großstörung'), ('approval', 'Freigabe gebraucht'), ('approved', 'Freigegeben'), ('refused', 'Nicht freigegeben'), ('reminded', 'Freigabe steht noch aus'), ('warned', 'Frist bald erreicht'), ('breached', 'Frist überschritten'), ('mention', 'Erwähnung'), ('reminder', 'Erinnerung')], max_length=10, verbose_name='Anlass')),
                        ('way', models.CharField(choices=[('none', 'Gar nicht'), ('in_app', 'Nur hier'), ('mail', 'Hier und per E-Mail'), ('daily', 'Hier und einmal am Tag gesammelt per E-Mail')], max_length=6, verbose_name='Weg')),
                        ('created_at', models.DateTimeField(verbose_name='am')),
                        ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='gesehen am')),
                        ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='verschickt am')),
                        ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tickets.ticketevent', verbose_name='Schritt')),
                        ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tickets.message', verbose_name='Beitrag')),
                        ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='für')),
                        ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='tickets.ticket', verbose_name='Meldung')),
                        ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='customers.contact', verbose_name='für die Ansprechperson ohne Konto')),
                    ],
                    options={
                        'verbose_name': 'Benachrichtigung',
                        'verbose_name_plural': 'Benachrichtigungen',
                        'ordering': ['-created_at', '-pk'],
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['recipient', '-created_at'], name='notification_of_recipient'), models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['recipient'], name='notification_unseen'), models.Index(condition=models.Q(('mailed_at__isnull', True), ('seen_at__isnull', True)), fields=['way', 'created_at'], name='notification_to_be_mailed'), models.Index(fields=['created_at'], name='notification_by_age')],
                        'constraints': [models.UniqueConstraint(fields=('recipient', 'event'), name='notification_once_per_step'), models.UniqueConstraint(fields=('recipient', 'message'), name='notification_once_per_message'), models.CheckConstraint(condition=models.Q(('event__isnull', True), ('message__isnull', True), _connector='OR'), name='notification_points_to_one_thing'), models.CheckConstraint(condition=models.Q(('way', 'none'), _negated=True), name='notification_is_told_somehow'), models.UniqueConstraint(fields=('contact', 'event'), name='notification_by_mail_once_per_step'), models.UniqueConstraint(fields=('contact', 'message'), name='notification_by_mail_once_per_message'), models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', True), ('recipient__isnull', False)), models.Q(('contact__isnull', False), ('recipient__isnull', True)), _connector='OR'), name='notification_is_for_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.CharField(choices=[('mine', 'Meldungen, die Sie bearbeiten'), ('team', 'Meldungen Ihres Teams, die noch niemand bearbeitet'), ('deadlines', 'Fristen der Meldungen Ihres Teams'), ('escalations', 'Überschrittene Fristen aller Teams'), ('mentions', 'Wenn Sie jemand erwähnt'), ('watched', 'Meldungen, die Sie beobachten'), ('reminders', 'Ihre Erinnerungen'), ('approvals', 'Bestellungen, über deren Freigabe Sie entscheiden'), ('own', 'Ihre eigenen Meldungen'), ('authority', 'Meldungen anderer Personen Ihrer Behörde')], max_length=12, verbose_name='Anlass')),
                        ('way', models.CharField(choices=[('none', 'Gar nicht'), ('in_app', 'Nur hier'), ('mail', 'Hier und per E-Mail'), ('daily', 'Hier und einmal am Tag gesammelt per E-Mail')], max_length=6, verbose_name='Weg')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notification_wishes', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'verbose_name': 'Wunsch zu Benachrichtigungen',
                        'verbose_name_plural': 'Wünsche zu Benachrichtigungen',
                        'ordering': ['user_id', 'group'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('user', 'group'), name='preference_once_per_group')],
                    },
                ),
            ],
        ),
    ]
