// Asking the server. An answer is kept while its question is asked again (back, another view); a question that nobody
// waits for any more is given up.
import { useEffect, useState } from "preact/hooks";
import { toQuery } from "./filter";

export class ApiError extends Error {
  constructor(
    public code: string,
    message: string,
    public retry: number,
  ) {
    super(message);
  }
}

const KEPT = 60;
const kept = new Map<string, unknown>();

export function apiUrl(path: string, values: Record<string, string | number | undefined> = {}): string {
  return "/api/" + path + toQuery(values);
}

async function failure(response: Response): Promise<ApiError> {
  const retry = Number(response.headers.get("Retry-After") ?? 0);
  try {
    const { error } = await response.json();
    return new ApiError(error.code, error.message, retry);
  } catch {
    return new ApiError("http", `${response.status} ${response.statusText}`, retry);
  }
}

export async function ask<T>(url: string, signal?: AbortSignal): Promise<T> {
  if (kept.has(url)) return kept.get(url) as T;
  let response: Response;
  try {
    response = await fetch(url, { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiError("offline", "", 0);
  }
  if (!response.ok) throw await failure(response);
  const answer = (await response.json()) as T & { loading?: boolean };
  if (answer.loading) return answer;
  kept.set(url, answer);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return answer;
}

export interface Asked<T> {
  data: T | null;
  error: ApiError | null;
  // True while `data` belongs to an earlier question.
  waiting: boolean;
  again: () => void;
}

// Answers of before stay until the next is here, so that a change of the filter does not blank the page.
export function useApi<T>(url: string | null): Asked<T> {
  const [state, set] = useState<{ url: string | null; data: T | null; error: ApiError | null }>(() => ({
    url: url !== null && kept.has(url) ? url : null,
    data: url !== null ? ((kept.get(url) as T) ?? null) : null,
    error: null,
  }));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (url === null) return;
    const control = new AbortController();
    let timer = 0;
    ask<T>(url, control.signal).then(
      (data) => set({ url, data, error: null }),
      (error) => {
        if (control.signal.aborted) return;
        const failed = error instanceof ApiError ? error : new ApiError("page", String(error), 0);
        if (failed.code === "loading") timer = window.setTimeout(() => setTurn((n) => n + 1), 1000 * (failed.retry || 1));
        set({ url, data: null, error: failed });
      },
    );
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [url, turn]);
  return {
    data: url === null ? null : state.data,
    error: url !== null && state.url === url ? state.error : null,
    waiting: url !== null && state.url !== url,
    again: () => setTurn((n) => n + 1),
  };
}
