import { Button } from "@mantine/core";
import { Failure } from "../app/Failure";

export type Further = {
  more: boolean;
  loading: boolean;
  error: unknown;
  load: () => void;
  retry: () => void;
};

/** Under a list: the way to what is older, as long as there is more. */
export function More({ further, words }: { further: Further; words: string }) {
  const { more, loading, error, load, retry } = further;
  return (
    <>
      <Failure error={error} retry={retry} />
      {more && (
        <Button variant="default" mt="sm" loading={loading} onClick={load}>
          {words}
        </Button>
      )}
    </>
  );
}
