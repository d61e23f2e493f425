export function NetworkView(_: { info: unknown }) { return null; }
