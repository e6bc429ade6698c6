import { ActionIcon, CopyButton, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { FileVersion } from "../wire";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";

type Props = { version: FileVersion; name: (id: string | null) => string };

/** What is on record about a version, also after its bytes are gone. */
export function Details({ version, name }: Props) {
  const { t } = useTranslation("files");
  const { dateTime } = useWhen();
  const { type, size, by, at, sha256, damaged_at, checked_at, deleted_at, deleted_by } = version;
  return (
    <dl className={classes.facts} aria-label={t("dialog.details")}>
      <dt>{t("dialog.type")}</dt>
      <dd>{type}</dd>
      <dt>{t("dialog.size")}</dt>
      <dd>{sizeWords(size)}</dd>
      <dt>{t("list.who")}</dt>
      <dd>
        <bdi>{name(by)}</bdi>, {dateTime(at)}
      </dd>
      <dt>{t("dialog.hash")}</dt>
      <dd>
        <Hash sha256={sha256} />
        {damaged_at && (
          <Text fz="sm" className={classes.bad}>
            {t("card.damagedWords", { name: name(by) })}
          </Text>
        )}
        {!damaged_at && !deleted_at && (
          <Text fz="xs" c="dimmed">
            {checked_at ? `${t("dialog.checked")}, ${dateTime(checked_at)}` : t("dialog.notChecked")}
          </Text>
        )}
      </dd>
      {deleted_at && (
        <>
          <dt>{t("list.deleted")}</dt>
          <dd>{t("card.deletedByWhen", { name: name(deleted_by ?? null), when: dateTime(deleted_at) })}</dd>
        </>
      )}
    </dl>
  );
}

/** Short enough to compare by eye; whole where it is copied. */
export function Hash({ sha256 }: { sha256: string }) {
  const { t } = useTranslation("files");
  return (
    <span className={classes.hash}>
      <span title={sha256}>{sha256.slice(0, 12)}…</span>
      <CopyButton value={sha256}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={copied ? t("dialog.copied") : t("dialog.copy")}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
