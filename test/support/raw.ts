import { request } from 'node:http';

export interface RawRequest {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string;
  /** The loopback address that it comes from, such as 127.0.0.2. */
  from?: string;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  setCookies: string[];
  text: string;
}

/** One request with the headers given and none besides, whatever a well-behaved client would send. */
export function raw(
  origin: string,
  { method = 'GET', path, headers = {}, body, from }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const place = from === undefined ? {} : { localAddress: from, family: 4 };
    const all = { ...length, ...headers };
    const sent = request({ host: hostname, port, method, path, headers: all, agent: false, ...place });
    sent.on('error', reject).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        const setCookies = response.headers['set-cookie'] ?? [];
        resolve({ status: response.statusCode!, headers: response.headers, setCookies, text });
      });
    });
    sent.end(body);
  });
}
