import { ActionIcon, Progress } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLive } from "../live/LiveProvider";
import classes from "./files.module.css";
import { guessed, ICONS } from "./kinds";
import { StuckSteps } from "./StuckSteps";
import { stateWords } from "./stateWords";
import { isMoving, isStuck, share, type Transfer } from "./transfer";
import { useDesk } from "./UploadsProvider";

/** A file on its way: how far it is, and what can be done about it. */
export function TransferChip({ transfer, onRemove }: { transfer: Transfer; onRemove?: () => void }) {
  const { t } = useTranslation("files");
  const desk = useDesk();
  const connected = useLive(({ connection }) => connection === "open");
  const { id, name, stage, type, version } = transfer;
  const Icon = ICONS[version?.kind ?? guessed(type)];
  const words = stateWords(transfer, t, connected);
  const moving = isMoving(transfer);
  return (
    <li
      className={classes.chip}
      aria-label={t("sending.chip", { name, state: words })}
      data-stage={stage}
      data-stuck={isStuck(transfer)}
    >
      <div className={classes.chipTop}>
        <Icon size={18} stroke={1.5} aria-hidden style={{ flex: "none" }} />
        <span className={classes.chipName} dir="auto" title={name}>
          {name}
        </span>
        {moving && stage !== "finishing" && (
          <Step Icon={IconPlayerPause} label={t("step.pause", { name })} run={() => desk.pause(id)} />
        )}
        {stage === "paused" && (
          <Step Icon={IconPlayerPlay} label={t("step.resume", { name })} run={() => desk.resume(id)} />
        )}
        <Step
          Icon={IconX}
          label={moving ? t("step.cancel", { name }) : t("step.remove", { name })}
          run={onRemove ?? (() => desk.cancel(id))}
        />
      </div>
      {stage !== "done" && !isStuck(transfer) && (
        <Progress
          value={share(transfer) * 100}
          size="sm"
          color={stage === "paused" || stage === "retrying" ? "gray" : undefined}
          aria-label={name}
        />
      )}
      <div className={classes.chipState} role={isStuck(transfer) ? "alert" : undefined}>
        {words}
      </div>
      <StuckSteps transfer={transfer} />
    </li>
  );
}

type StepProps = { Icon: typeof IconX; label: string; run: () => unknown };

function Step({ Icon, label, run }: StepProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={() => void run()}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
