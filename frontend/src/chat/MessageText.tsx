import { tokenize } from "linkifyjs";
import classes from "./chat.module.css";

/** Words as written, nothing of them run. Each paragraph reads in its own direction and turns nothing around it. */
export function MessageText({ text }: { text: string }) {
  return (
    <div className={classes.text} dir="auto">
      {tokenize(text).map((token, i) => {
        const href = token.isLink ? safe(token.toHref("https")) : null;
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
        if (!href) return <span key={i}>{token.toString()}</span>;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <a key={i} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {token.toString()}
          </a>
        );
      })}
    </div>
  );
}

function safe(href: string): string | null {
  return /^(https?|mailto):/i.test(href) ? href : null;
}
