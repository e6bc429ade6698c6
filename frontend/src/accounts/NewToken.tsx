import { Button, Code, CopyButton, Group, Modal, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { queries } from "../api/query";
import { Failure } from "../app/Failure";
import type { TokenDraft } from "../wire";
import { tokenName } from "./check";

export function NewToken() {
  const { t } = useTranslation("accounts");
  const form = useForm<TokenDraft>({
    initialValues: { name: "", scope: "read" },
    validate: { name: tokenName },
  });
  const making = useMutation({
    mutationFn: (body: TokenDraft) => answer(api.POST("/api/v1/me/tokens", { body })),
    onSuccess: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => making.mutate(values),
        () => form.getInputNode("name")?.focus(),
      )}
    >
      <Stack>
        <Title order={2}>{t("tokens.new")}</Title>
        <Failure error={making.error} />
        <TextInput
          label={t("tokens.name")}
          description={t("tokens.nameHint")}
          {...form.getInputProps("name")}
        />
        <Radio.Group label={t("tokens.scope")} {...form.getInputProps("scope")}>
          <Stack gap="xs" mt={6}>
            <Radio value="read" label={t("tokens.read")} description={t("tokens.readHint")} />
            <Radio value="write" label={t("tokens.write")} description={t("tokens.writeHint")} />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit" loading={making.isPending}>
            {t("tokens.make")}
          </Button>
        </Group>
      </Stack>
      <Made token={making.data?.token} onKept={making.reset} />
    </form>
  );
}

/** The only time that a token is to be seen; a click beside the window must not lose it. */
function Made({ token, onKept }: { token: string | undefined; onKept: () => void }) {
  const { t } = useTranslation("accounts");
  return (
    <Modal
      opened={token !== undefined}
      onClose={onKept}
      title={t("tokens.madeTitle")}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text>{t("tokens.made")}</Text>
        <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {token}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={token ?? ""}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} data-autofocus>
                {t(copied ? "tokens.copied" : "tokens.copy")}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onKept}>{t("tokens.done")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
