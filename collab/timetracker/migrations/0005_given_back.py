"""A credit that no bill follows goes back to the client: then it is settled, and no bill takes it up."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0004_weeks_of_old")]
    operations = [
        migrations.AddField("extra", "given_back_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "extra",
            models.CheckConstraint(condition=Q(bill=None) | Q(given_back_at=None), name="extra_settled_once"),
        ),
    ]
