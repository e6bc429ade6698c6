from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0004_what_the_payer_answered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["person", "available_at"],
                condition=Q(is_available=False, refunded__lt=F("minor")),
                name="release_on_hold",
            ),
        ),
    ]
