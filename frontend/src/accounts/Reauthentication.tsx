import { Button, Modal, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/errors";
import { Failure } from "../app/Failure";
import { type Answer, allauth } from "./allauth";
import { password } from "./check";
import { PasswordField } from "./PasswordField";
import { useSend } from "./useSend";

/** Makes a call; where allauth wants to see the password again first, asks for it and makes the call once more. */
export type Guard = <D>(call: () => Promise<Answer<D>>) => Promise<Answer<D>>;

const Guarded = createContext<Guard>((call) => call());
export const useGuard = () => use(Guarded);

/** Thrown when the person closes the question instead of answering it: nothing to complain about. */
export class NotNow extends Error {}

export function Reauthentication({ email, children }: { email: string; children: ReactNode }) {
  const [asking, setAsking] = useState(false);
  const settle = useRef<(known: boolean) => void>(() => {});
  const guard: Guard = useCallback(async (call) => {
    const first = await call();
    if (first.status !== 401) return first;
    if (!first.meta?.is_authenticated) throw signedOut();
    setAsking(true);
    const known = await new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
    setAsking(false);
    if (!known) throw new NotNow();
    return call();
  }, []);
  return (
    <Guarded value={guard}>
      {children}
      <AskPassword email={email} opened={asking} onAnswer={(known) => settle.current(known)} />
    </Guarded>
  );
}

/** The session ended elsewhere: the way out is to sign in again and come back here. */
function signedOut(): ApiError {
  window.location.assign(`/signin?next=${encodeURIComponent(window.location.pathname)}`);
  return new ApiError("", "not_signed_in", 401);
}

function AskPassword(props: { email: string; opened: boolean; onAnswer: (known: boolean) => void }) {
  const { t } = useTranslation(["accounts", "app"]);
  const form = useForm({ initialValues: { password: "" }, validate: { password } });
  const send = useSend(
    form,
    { password: "password" },
    (values) => allauth("POST", "auth/reauthenticate", values),
    () => answered(true),
  );
  const answered = (known: boolean) => {
    form.reset();
    props.onAnswer(known);
  };
  return (
    <Modal
      opened={props.opened}
      onClose={() => answered(false)}
      title={t("security.again")}
      closeButtonProps={{ "aria-label": t("app:close") }}
      zIndex={300}
    >
      <form onSubmit={send.submit} noValidate>
        <Stack>
          <Text>{t("security.againText")}</Text>
          <Failure error={send.failure} />
          <input type="hidden" autoComplete="username" value={props.email} readOnly />
          <PasswordField
            label={t("password")}
            autoComplete="current-password"
            data-autofocus
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={send.pending}>
            {t("security.confirm")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
