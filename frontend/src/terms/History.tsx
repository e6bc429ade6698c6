import { Accordion, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { Room, TermsVersion } from "../wire";
import { Compare } from "./Compare";
import { TermsList } from "./TermsList";
import { useNameIn } from "./useRoom";
import { baseOf } from "./versions";

/** Every version there was, newest first, with its fate and what it changed. */
export function History({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  const newest = room.versions.toReversed();
  return (
    <Stack component="section" aria-labelledby="history-title">
      <Title order={2} id="history-title">
        {t("history.title")}
      </Title>
      <Accordion variant="separated" multiple order={3}>
        {newest.map((version) => (
          <Accordion.Item key={version.version} value={String(version.version)}>
            <Accordion.Control>
              <VersionHead room={room} version={version} />
            </Accordion.Control>
            <Accordion.Panel>
              <VersionBody room={room} version={version} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function VersionHead({ room, version }: { room: Room; version: TermsVersion }) {
  const { t } = useTranslation("terms");
  const when = useWhen();
  const name = useNameIn(room);
  const proposed = t("history.by", { name: name(version.by), when: when.dateTime(version.at) });
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600}>
          {t("history.version", { version: version.version })}
          {version.version === 1 && `, ${t("history.offer")}`}
        </Text>
        <Text size="sm" c="dimmed">
          {proposed}
        </Text>
      </Group>
      <Text size="sm">{fate(version)}</Text>
    </Stack>
  );

  function fate({ state, decided_at, decided_by }: TermsVersion): string {
    if (!decided_at) return t(`history.state.${state}`);
    const at = when.dateTime(decided_at);
    if (state === "expired") return t("history.lapsed", { when: at });
    return t("history.decided", { state: t(`history.state.${state}`), when: at, name: name(decided_by) });
  }
}

function VersionBody({ room, version }: { room: Room; version: TermsVersion }) {
  const { t } = useTranslation("terms");
  const base = baseOf(version, room.versions);
  return (
    <Stack gap="sm">
      {version.note && (
        <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
          {t("proposal.note")}: {version.note}
        </Text>
      )}
      {base ? (
        <Compare
          old={base}
          next={version.terms}
          headings={[t("compare.before"), t("compare.after")]}
          label={t("history.version", { version: version.version })}
          countsFrom={version.counts_from}
        />
      ) : (
        <TermsList terms={version.terms} />
      )}
    </Stack>
  );
}
