import { Alert, Button, Card, Container, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api } from "../api/client";
import { Failure } from "../app/Failure";
import { Waiting } from "../app/Waiting";
import type { Policies, Policy, Room } from "../wire";
import { Compare } from "./Compare";
import { diff } from "./diff";
import { draftOf, type TermsValues, valuesOf } from "./draft";
import { TermsFields } from "./TermsFields";
import { Back } from "./TermsPage";
import { usePolicy } from "./usePolicy";
import { otherParty, useRoom } from "./useRoom";
import { useKey, useStep } from "./useStep";
import { policyOf, useTermsForm } from "./useTermsForm";
import { openProposals } from "./versions";

/** A request for changes to an offer, or an amendment of running terms, written beside what holds now. */
export function ProposePage() {
  const { t } = useTranslation("terms");
  const { room, error, reload } = useRoom();
  const policies = usePolicy();
  const failed = error ?? policies.error;
  if (!failed && !(room && policies.data)) return <Waiting />;
  const policy = policies.data && policyOf(policies.data, room?.terms.policy);
  return (
    <Container size="sm" py="lg">
      <Failure error={failed} retry={() => (error ? reload() : void policies.refetch())} />
      {room && !room.may.includes("terms.propose") && (
        <Stack>
          <Back room={room.id} />
          <Title order={1}>
            {t(room.status === "offered" ? "propose.pageOffer" : "propose.pageRunning")}
          </Title>
          <Alert color="yellow">{t(waits(room) ? "propose.oneOpen" : "propose.notNow")}</Alert>
        </Stack>
      )}
      {room?.may.includes("terms.propose") && policies.data && policy && (
        <ProposeForm room={room} policies={policies.data} policy={policy} />
      )}
    </Container>
  );
}

const waits = (room: Room) => openProposals(room).some(({ side }) => side === room.side);

/** What a running contract has for good, and what even an offer has. */
const SETTLED: readonly (keyof TermsValues)[] = ["kind", "currency", "fee_profile", "start"];

function ProposeForm({ room, policies, policy }: { room: Room; policies: Policies; policy: Policy }) {
  const { t } = useTranslation("terms");
  const navigate = useNavigate();
  const step = useStep(room.id);
  const keyFor = useKey();
  const [note, setNote] = useState("");
  const [nothing, setNothing] = useState(false);
  const offered = room.status === "offered";
  const { form, sending, focusFirst } = useTermsForm({
    initial: valuesOf(room.terms, policies),
    policies,
    policy,
    settled: room.terms,
    send: async (terms) => {
      const body = { terms, note: note.trim() };
      const sent = { params: { path: { room: room.id } }, body, headers: keyFor(body) };
      await step(() => answer(api.POST("/api/v1/rooms/{room}/terms", sent)), t("propose.sent"));
      await navigate(`/rooms/${room.id}/terms`);
    },
  });
  const next = draftOf(form.values, policies);
  const changes = diff(room.terms, next).some(({ changed }) => changed);
  const send = (values: TermsValues) => {
    setNothing(!changes);
    if (changes) sending.mutate(values);
  };
  const name = otherParty(room)?.name ?? t("propose.otherSide");
  const page = t(offered ? "propose.pageOffer" : "propose.pageRunning");
  return (
    <form onSubmit={form.onSubmit(send, focusFirst)} noValidate>
      <title>{`${page} · Collab`}</title>
      <Stack>
        <Back room={room.id} />
        <Title order={1}>{page}</Title>
        <Text c="dimmed">{t(offered ? "propose.introOffer" : "propose.introRunning", { name })}</Text>
        <TermsFields form={form} policies={policies} policy={policy} settled={offered ? ["kind"] : SETTLED} />
        <Textarea
          label={t("form.note")}
          description={t("form.noteHint")}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Card withBorder component="section" aria-labelledby="preview-title">
          <Title order={2} size="h4" mb="xs" id="preview-title">
            {t("propose.preview")}
          </Title>
          <Compare
            old={room.terms}
            next={next}
            headings={[t(offered ? "compare.offered" : "compare.now"), t("compare.proposed")]}
            label={t("propose.preview")}
            running={!offered}
          />
        </Card>
        {nothing && !changes && (
          <Alert color="yellow" role="alert">
            {t("propose.nothing")}
          </Alert>
        )}
        <Failure error={sending.error} />
        <Group>
          <Button type="submit" loading={sending.isPending}>
            {t(offered ? "propose.submitOffer" : "propose.submitRunning")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
