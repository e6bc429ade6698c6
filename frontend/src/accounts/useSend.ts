import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../api/errors";
import { type Answer, faultsByField } from "./allauth";

/**
 * Sends a form to allauth. Faults land at their fields (`fields`: allauth's name → the form's), the first gets the
 * focus; any other answer goes to `next`.
 */
export function useSend<Values extends Record<string, string>>(
  form: UseFormReturnType<Values>,
  fields: Record<string, keyof Values & string>,
  send: (values: Values) => Promise<Answer>,
  next: (answer: Answer, values: Values) => unknown,
) {
  const sending = useMutation({
    mutationFn: send,
    onSuccess: (answer, values) => {
      if (answer.status !== 400) return next(answer, values);
      const faults = faultsByField(answer, fields);
      form.setErrors(faults);
      focusFirst(faults);
    },
  });
  const focusFirst = (faults: object) => form.getInputNode(Object.keys(faults)[0] ?? "")?.focus();
  const general = form.errors[""];
  return {
    submit: form.onSubmit((values) => sending.mutate(values), focusFirst),
    pending: sending.isPending,
    answer: sending.data,
    failure: sending.error ?? (general ? new ApiError(String(general), "invalid", 400) : null),
  };
}
