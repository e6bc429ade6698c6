import type { ReactNode } from "react";
import { FormDialog } from "./FormDialog";

type Props = {
  opened: boolean;
  title: string;
  action: string;
  danger?: boolean;
  children: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks once more before something happens that others notice. Stays open with the reason when it is refused. */
export function Confirm({ onConfirm, ...props }: Props) {
  return <FormDialog {...props} onAct={onConfirm} />;
}
