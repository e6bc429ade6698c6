import { Alert, Button, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/errors";

/** What went wrong, said where it happened; `retry` offers the way out. Nothing is shown without an error. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation("app");
  if (!error) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
      <Stack align="flex-start" gap="xs">
        {sentence(error, t("error.unexpected"))}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t("error.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
