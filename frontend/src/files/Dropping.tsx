import { Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Dropped, dropped } from "./dropped";
import classes from "./files.module.css";

/** Takes files dropped anywhere on the page, and says so while they hang over it. Stands in a positioned box. */
export function Dropping({ place, onFiles }: { place: "draft" | "shelf"; onFiles: (what: Dropped) => void }) {
  const { t } = useTranslation("files");
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    let depth = 0;
    const step = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take.current(dropped(event.dataTransfer as DataTransfer));
    };
    const [enter, stay, leave] = [step(1), step(0), step(-1)];
    const handlers = { dragenter: enter, dragover: stay, dragleave: leave, drop } as const;
    for (const [kind, handler] of Object.entries(handlers))
      window.addEventListener(kind, handler as EventListener);
    return () => {
      for (const [kind, handler] of Object.entries(handlers))
        window.removeEventListener(kind, handler as EventListener);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={classes.drop}>
      <Text fw={650} fz="lg">
        {t("drop.title")}
      </Text>
      <Text c="dimmed">{t(`drop.${place}`)}</Text>
    </div>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
