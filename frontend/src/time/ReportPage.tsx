import {
  Anchor,
  Container,
  Group,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ApiError } from "../api/errors";
import { Failure } from "../app/Failure";
import type { TimeReport } from "../wire";
import { useRooms } from "../workrooms/useRooms";
import { doors, fileOf, type ReportQuery } from "./doors";
import { ReportTable } from "./ReportTable";
import { BY, daysOf, queryOf } from "./reports";
import classes from "./time.module.css";

/** Worked time over all my contracts, by whatever one asks for; the address keeps the question. */
export function ReportPage() {
  const { t } = useTranslation("time");
  const [search, setSearch] = useSearchParams();
  const query = queryOf(search, new Date());
  const days = daysOf(query);
  const report = useQuery<TimeReport, ApiError>({
    queryKey: ["time-report", query],
    queryFn: () => doors.report(query),
    enabled: days > 0,
    placeholderData: keepPreviousData,
  });
  const change = (changes: Partial<ReportQuery>) =>
    setSearch(Object.entries({ ...query, ...changes }).filter(([, value]) => value) as [string, string][], {
      replace: true,
    });
  return (
    <Container size="md" py="lg">
      <title>{`${t("report.title")} · Collab`}</title>
      <Stack>
        <div>
          <Title order={1}>{t("report.title")}</Title>
          <Text c="dimmed">{t("report.intro")}</Text>
        </div>
        <Question query={query} onChange={change} fault={days > 0 ? undefined : t("report.order")} />
        <Failure error={report.error} retry={() => void report.refetch()} />
        {report.isPending && days > 0 && <Skeleton h={240} radius="md" />}
        {report.data && days > 0 && (
          <>
            <ReportTable report={report.data} />
            <Group gap="md">
              {(["csv", "json", "pdf"] as const).map((ending) => (
                <Anchor
                  key={ending}
                  href={fileOf(query, ending)}
                  download={`time-report.${ending}`}
                  size="sm"
                  className={classes.withIcon}
                >
                  <IconDownload size={16} aria-hidden /> {t(`report.${ending}`)}
                </Anchor>
              ))}
            </Group>
          </>
        )}
      </Stack>
    </Container>
  );
}

type QuestionProps = {
  query: ReportQuery;
  onChange: (changes: Partial<ReportQuery>) => void;
  fault?: string;
};

function Question({ query, onChange, fault }: QuestionProps) {
  const { t } = useTranslation("time");
  const rooms = (useRooms().items ?? []).filter(({ kind }) => kind === "hourly");
  return (
    <>
      <SegmentedControl
        aria-label={t("report.by")}
        value={query.by}
        onChange={(by) => onChange({ by: by as ReportQuery["by"] })}
        data={BY.map((value) => ({ value, label: t(`report.byKind.${value}`) }))}
      />
      <Group align="flex-start" gap="sm">
        <TextInput
          type="date"
          label={t("report.first")}
          value={query.first}
          error={fault}
          onChange={(event) => onChange({ first: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t("report.last")}
          value={query.last}
          onChange={(event) => onChange({ last: event.currentTarget.value })}
        />
        <Select
          label={t("report.room")}
          placeholder={t("report.all")}
          clearable
          searchable
          flex={1}
          miw={220}
          value={query.room ?? null}
          data={rooms.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(room) => onChange({ room: room ?? undefined })}
        />
      </Group>
    </>
  );
}
