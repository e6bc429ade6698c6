import { Text } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../live/LiveProvider";
import classes from "./ConnectionBanner.module.css";

/** A blink of the connection is nobody's business; a longer absence is. */
const QUIET_MS = 1_500;

export function ConnectionBanner() {
  const { t } = useTranslation("app");
  const open = useLive((state) => state.connection === "open");
  const waiting = useLive((state) => state.written.filter(({ refused }) => !refused).length);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (open) return setShown(false);
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [open]);
  return (
    <div role="status" className={classes.holder}>
      {shown && (
        <div className={classes.banner}>
          <IconCloudOff size={16} aria-hidden />
          <Text fz="sm">
            {waiting ? t("connection.lostWaiting", { count: waiting }) : t("connection.lost")}
          </Text>
        </div>
      )}
    </div>
  );
}
