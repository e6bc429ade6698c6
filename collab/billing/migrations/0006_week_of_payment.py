from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0005_release_on_hold")]

    operations = [
        migrations.AddField(model_name="payment", name="week", field=models.DateField(null=True)),
    ]
