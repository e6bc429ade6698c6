import { PersonAvatar } from "../app/PersonAvatar";
import { AttachedList } from "../files/AttachedList";
import type { Person } from "../wire";
import classes from "./chat.module.css";
import { Byline } from "./MessageRow";
import { UnsentState } from "./MessageState";
import { MessageText } from "./MessageText";
import { Refused } from "./Refused";
import type { Post } from "./rows";

type Props = { post: Post; first: boolean; me: Person; onEdit: (post: Post) => void };

/** A message of mine that the server has not confirmed. */
export function PostRow({ post, first, me, onEdit }: Props) {
  return (
    <article className={classes.message} data-post={post.id}>
      {first && <PersonAvatar person={me} />}
      <div className={classes.body}>
        {first && <Byline message={{ at: new Date(post.at).toISOString() }} name={me.name} />}
        <div className={classes.words}>
          {post.params.text !== "" && <MessageText text={post.params.text} />}
          {!post.refused && <UnsentState />}
        </div>
        <AttachedList attached={post.attached ?? []} />
        {post.refused && <Refused written={post} onEdit={() => onEdit(post)} />}
      </div>
    </article>
  );
}
