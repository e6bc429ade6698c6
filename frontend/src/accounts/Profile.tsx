import { Anchor, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { queries } from "../api/query";
import { Failure } from "../app/Failure";
import { AvatarField } from "./AvatarField";
import { name } from "./check";
import { type Me, useMe } from "./me";
import { zoneHere, zones } from "./zones";

export function Profile() {
  const { t } = useTranslation("accounts");
  const me = useMe().data;
  if (!me) return null;
  return (
    <Stack gap="xl">
      <title>{`${t("profile.page")} · Collab`}</title>
      <AvatarField me={me} />
      <ProfileForm me={me} />
    </Stack>
  );
}

/** A language is called by its own name, whatever the language of the page. */
function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

function ProfileForm({ me }: { me: Me }) {
  const { t, i18n } = useTranslation("accounts");
  const every = useMemo(() => zones(new Date(), i18n.language), [i18n.language]);
  const here = zoneHere();
  const form = useForm({
    initialValues: { name: me.name, time_zone: me.time_zone, language: me.language },
    validate: { name },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => answer(api.PATCH("/api/v1/me", { body: values })),
    onSuccess: (saved) => {
      queries.setQueryData(["me"], saved);
      form.setInitialValues({ name: saved.name, time_zone: saved.time_zone, language: saved.language });
      form.reset();
      void i18n.changeLanguage(saved.language);
      notifications.show({ message: t("settings.saved"), color: "teal" });
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => saving.mutate(values),
        () => form.getInputNode("name")?.focus(),
      )}
    >
      <Stack>
        <Failure error={saving.error} />
        <TextInput
          label={t("name")}
          description={t("nameHint")}
          autoComplete="name"
          {...form.getInputProps("name")}
        />
        <TextInput label={t("email")} description={t("profile.emailHint")} value={me.email} readOnly />
        <Stack gap={4} align="stretch">
          <Select
            label={t("profile.zone")}
            description={t("profile.zoneHint")}
            data={every}
            searchable
            limit={100}
            allowDeselect={false}
            nothingFoundMessage={t("profile.zoneNone")}
            {...form.getInputProps("time_zone")}
          />
          {form.values.time_zone !== here && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="start"
              onClick={() => form.setFieldValue("time_zone", here)}
            >
              {t("profile.zoneHere", { zone: here })}
            </Anchor>
          )}
        </Stack>
        <Select
          label={t("profile.language")}
          data={Object.keys(i18n.options.resources ?? {}).map((code) => ({
            value: code,
            label: languageName(code),
          }))}
          allowDeselect={false}
          {...form.getInputProps("language")}
        />
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
