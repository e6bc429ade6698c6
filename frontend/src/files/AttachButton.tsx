import { ActionIcon, FileButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

/** Chooses files by mouse or by Ctrl+U, also while one writes. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation("files");
  const button = useRef<HTMLButtonElement>(null);
  const reset = useRef<() => void>(null);
  useHotkeys([["mod+U", () => button.current?.click()]], []);
  const take = (files: File[]) => {
    onFiles(files);
    // Else choosing the same file again would change nothing.
    reset.current?.();
  };
  return (
    <FileButton multiple resetRef={reset} onChange={take}>
      {(props) => (
        <ActionIcon
          {...props}
          ref={button}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("attach")}
          aria-keyshortcuts="Control+U"
          title={t("attachKeys")}
        >
          <IconPaperclip size={20} aria-hidden />
        </ActionIcon>
      )}
    </FileButton>
  );
}
