import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../api/errors";
import type { Policies, Policy, Terms, TermsDraft } from "../wire";
import { draftOf, faults, type TermsValues } from "./draft";

/** The rules in force for new terms. */
export function policyOf(policies: Policies, id = policies.policy): Policy | undefined {
  return policies.policies.find((one) => one.id === id);
}

/**
 * A form of terms that is checked here first and by the server in the end: what it refuses about one field (codes
 * `terms.<field>`) stands at that field.
 */
export function useTermsForm(props: {
  initial: TermsValues;
  policies: Policies;
  policy: Policy;
  settled: Terms | null;
  send: (draft: TermsDraft) => Promise<unknown>;
}) {
  const { policies, policy, settled } = props;
  const form = useForm<TermsValues>({
    initialValues: props.initial,
    validate: (values) => faults(values, policies, policy, settled, new Date()),
  });
  const sending = useMutation({
    mutationFn: (values: TermsValues) => props.send(draftOf(values, policies)),
    onError: (error) => {
      const field = error instanceof ApiError && /^terms\.(\w+)$/.exec(error.code)?.[1];
      if (!field || !(field in props.initial)) return;
      form.setFieldError(field, error.message);
      form.getInputNode(field)?.focus();
    },
  });
  const focusFirst = (found: object) => form.getInputNode(Object.keys(found)[0] ?? "")?.focus();
  return { form, sending, focusFirst };
}
