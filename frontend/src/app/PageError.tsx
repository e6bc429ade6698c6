import { Button, Container, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { sentence } from "../api/errors";

/** Whatever a page threw, in words and with a way out. */
export function PageError() {
  const { t } = useTranslation("app");
  const error = useRouteError();
  return (
    <Container component="main" size="xs" py="xl">
      <Stack align="flex-start">
        <Title order={1}>{t("error.title")}</Title>
        <Text>{sentence(error, t("error.unexpected"))}</Text>
        <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
      </Stack>
    </Container>
  );
}

export function NotFound() {
  const { t } = useTranslation("app");
  return (
    <Container size="xs" py="xl">
      <Stack align="flex-start">
        <Title order={1}>{t("notFound.title")}</Title>
        <Text>{t("notFound.text")}</Text>
        <Button component={Link} to="/rooms">
          {t("notFound.back")}
        </Button>
      </Stack>
    </Container>
  );
}
