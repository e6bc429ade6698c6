import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { Failure } from "../app/Failure";
import type { InviteDraft, Room } from "../wire";
import { useKey, useStep } from "./useStep";

export function InviteDialog(props: { room: Room; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["terms", "app"]);
  const step = useStep(props.room.id);
  const keyFor = useKey();
  const form = useForm<InviteDraft>({
    initialValues: { email: "", role: "observer" },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t("need.to")) },
  });
  const close = () => {
    form.reset();
    inviting.reset();
    props.onClose();
  };
  const inviting = useMutation({
    mutationFn: ({ email, role }: InviteDraft) => {
      const body = { email: email.trim(), role };
      const sent = { params: { path: { room: props.room.id } }, body, headers: keyFor(body) };
      return step(() => answer(api.POST("/api/v1/rooms/{room}/invites", sent)), t("members.sent", { email }));
    },
    onSuccess: close,
  });
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={t("members.inviteTitle")}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => inviting.mutate(values),
          () => form.getInputNode("email")?.focus(),
        )}
      >
        <Stack>
          <Failure error={inviting.error} />
          <TextInput
            type="email"
            label={t("members.email")}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("email")}
          />
          <Radio.Group label={t("members.as")} {...form.getInputProps("role")}>
            <Stack gap="xs" mt={6}>
              <Radio
                value="observer"
                label={t("members.role.observer")}
                description={t("members.observerHint")}
              />
              <Radio
                value="manager"
                label={t("members.role.manager")}
                description={t("members.managerHint")}
              />
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            {t("members.history")}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("app:cancel")}
            </Button>
            <Button type="submit" loading={inviting.isPending}>
              {t("members.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
