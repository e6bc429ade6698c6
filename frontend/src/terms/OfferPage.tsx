import { Button, Container, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api } from "../api/client";
import { Failure } from "../app/Failure";
import { Waiting } from "../app/Waiting";
import type { Policies, Policy } from "../wire";
import { emptyTerms } from "./draft";
import { PolicyWords } from "./PolicyWords";
import { TermsFields } from "./TermsFields";
import { usePolicy } from "./usePolicy";
import { useKey } from "./useStep";
import { policyOf, useTermsForm } from "./useTermsForm";

export function OfferPage() {
  const policies = usePolicy();
  const policy = policies.data && policyOf(policies.data);
  if (policies.isPending) return <Waiting />;
  return (
    <Container size="sm" py="lg">
      <Failure error={policies.error} retry={() => void policies.refetch()} />
      {policies.data && policy && <OfferForm policies={policies.data} policy={policy} />}
    </Container>
  );
}

function OfferForm({ policies, policy }: { policies: Policies; policy: Policy }) {
  const { t } = useTranslation("terms");
  const navigate = useNavigate();
  const keyFor = useKey();
  const [to, setTo] = useState("");
  const [toFault, setToFault] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const { form, sending, focusFirst } = useTermsForm({
    initial: emptyTerms(policies, new Date()),
    policies,
    policy,
    settled: null,
    send: async (terms) => {
      const body = { to: to.trim(), terms, note: note.trim() };
      const made = await answer(api.POST("/api/v1/rooms", { body, headers: keyFor(body) }));
      await navigate(`/rooms/${made.id}/terms`);
    },
  });
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    const missing = /^\S+@\S+\.\S+$/.test(to.trim()) ? null : t("need.to");
    setToFault(missing);
    if (missing) {
      event.preventDefault();
      form.validate();
      event.currentTarget.querySelector<HTMLElement>("[type=email]")?.focus();
      return;
    }
    form.onSubmit((values) => sending.mutate(values), focusFirst)(event);
  };
  return (
    <form onSubmit={submit} noValidate>
      <title>{`${t("offer.page")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("offer.page")}</Title>
        <Text c="dimmed">{t("offer.intro")}</Text>
        <TextInput
          type="email"
          label={t("form.to")}
          description={t("form.toHint")}
          autoComplete="off"
          autoFocus
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={toFault}
        />
        <TermsFields form={form} policies={policies} policy={policy} settled={[]} />
        <Textarea
          label={t("form.note")}
          description={t("form.noteHint")}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <PolicyWords hourly={form.values.kind === "hourly"} />
        <Failure error={sending.error} />
        <Group>
          <Button type="submit" loading={sending.isPending}>
            {t("offer.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
