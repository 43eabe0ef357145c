import { isIP } from 'node:net';
import { z } from 'zod';
import { asciiAddress } from '../domain/email-address.js';
import { CannotStart } from './cannot-start.js';

/** 'true' or 'false' as an environment variable spells it. */
const flag = z.enum(['true', 'false'], { error: 'expected true or false' }).transform((value) => value === 'true');
const oneOf = <const Values extends [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });
const wholeNumber = (min: number, max: number) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
/** Hours, comma-separated; none at all is written as 0. */
const hoursList = z
  .string()
  .transform((value) => value.split(',').map(Number))
  .refine((hours) => hours.every((each) => Number.isInteger(each) && each >= 0 && each <= 720), {
    error: 'expected whole hours from 0 to 720, comma-separated',
  })
  .transform((hours) => hours.filter((each) => each > 0));
/** An address that only this machine can reach. */
export const LOOPBACK = '127.0.0.1';
const LOCAL_NAMES = ['localhost', LOOPBACK, '[::1]'];
const url = (...schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `expected a URL beginning with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const origin = url('http:', 'https:').refine((value) => !URL.canParse(value) || isOrigin(new URL(value)), {
  error: 'expected an origin without a path, such as https://fleet.example',
});
const isOrigin = ({ pathname, search, hash, username }: URL) => pathname === '/' && !search && !hash && !username;
/** `name@host`, or that in angle brackets after a name. Tests use hosts that are not public. */
const SENDER = /^(?:[^<>@,]*<[^<>@\s,]+@[^<>@\s,]+>|[^<>@\s,]+@[^<>@\s,]+)$/;
/** Names of networks that Fastify knows. */
const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
const isNetwork = (text: string) => {
  const [address, bits, ...rest] = text.split('/');
  const version = isIP(address!);
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
  return NETWORKS.includes(text) || (version > 0 && fits && rest.length === 0);
};

/**
 * Every setting of the service: its name in the environment, its form and its default. `.env.example` lists the same
 * names; the architecture spec holds the two together.
 */
export const configSchema = z.object({
  HOST: z
    .union([z.ipv4(), z.ipv6(), z.literal('localhost')], { error: 'expected an IP address or localhost' })
    .optional(),
  PORT: wholeNumber(1, 65535).default(3000),
  SHUTDOWN_GRACE_SECONDS: wholeNumber(0, 300).default(5),
  WORKER_PORT: wholeNumber(0, 65535).default(3001),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(20),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z
    .string()
    .regex(SENDER, { error: 'expected one address, such as Motorpool <motorpool@example.org>' })
    .default('Motorpool <motorpool@localhost>'),
  SECRET_KEY: z
    .string()
    .optional()
    .transform((value) => value?.split(',').map((key) => key.trim()))
    .refine((keys) => keys?.every((key) => key.length >= 32) ?? true, {
      error: 'expected at least 32 characters in each comma-separated key',
    }),
  DATA_DIR: z.string().min(1).default('.data'),
  BOOTSTRAP_ADMIN_EMAIL: z
    .string()
    .refine((value) => asciiAddress(value) !== null, { error: 'expected an email address' })
    .transform((value) => asciiAddress(value)!)
    .optional(),
  BOOTSTRAP_ADMIN_PASSWORD: z.string().min(8, { error: 'expected at least 8 characters' }).optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INBOX_PORT: wholeNumber(0, 65535).default(3080),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((each) => each.trim() || []))
    .refine((networks) => networks.every(isNetwork), {
      error: 'expected IP addresses or networks such as 10.0.0.0/8, comma-separated; host names are not accepted',
    }),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 64).default(15),
  SESSION_REMEMBER_DAYS: wholeNumber(1, 30).default(23),
  SESSION_IDLE_MINUTES: wholeNumber(1, 120).default(10),
  VERIFICATION_LINK_HOURS: wholeNumber(1, 24).default(24),
  RESET_LINK_MINUTES: wholeNumber(5, 60).default(60),
  INVITATION_LINK_DAYS: wholeNumber(1, 30).default(7),
  SIGN_IN_FAILURES_PER_ACCOUNT: wholeNumber(10, 100).default(50),
  SIGN_IN_FAILURES_PER_ADDRESS: wholeNumber(10, 100_000).default(200),
  SIGN_IN_FAILURES_UNPAUSED: wholeNumber(3, 100).default(5),
  PUBLIC_FORMS_PER_HOUR: wholeNumber(10, 1_000_000).default(300),
  PASSKEY_CEREMONIES_PER_HOUR: wholeNumber(10, 1_000_000).default(2_000),
  MAILED_LINKS_PER_HOUR: wholeNumber(1, 1_000).default(3),
  SIGN_IN_HISTORY_DAYS: wholeNumber(1, 3_650).default(180),
  // Longer than events are kept, so that an event delivered again finds the mail that it already wrote.
  MAIL_HISTORY_DAYS: wholeNumber(31, 3_650).default(365),
  UNCONFIRMED_DAYS: wholeNumber(2, 365).default(30),
  BOOKING_REMINDER_HOURS: wholeNumber(0, 168).default(24),
  WEBHOOK_TARGETS: oneOf(['public', 'any']).default('public'),
  CALENDAR_READS_PER_HOUR: wholeNumber(10, 1_000_000).default(600),
  APPROVAL_REMINDER_HOURS: hoursList.default([24, 2]),
  WAITING_OFFER_MINUTES: wholeNumber(1, 1_440).default(30),
  SPENT_LINK_DAYS: wholeNumber(1, 365).default(30),
  SSO_ISSUER: url('http:', 'https:')
    .refine((value) => value.startsWith('https:') || LOCAL_NAMES.includes(new URL(value).hostname), {
      error: 'expected https, unless the provider is on this machine',
    })
    .optional(),
  SSO_CLIENT_ID: z.string().max(255, { error: 'expected at most 255 characters' }).optional(),
  SSO_CLIENT_SECRET: z.string().max(1024, { error: 'expected at most 1024 characters' }).optional(),
  SSO_ONLY: flag.default(false),
  OPENID_KEY_DAYS: wholeNumber(1, 365).default(90),
  OPENID_REFRESH_GRACE_SECONDS: wholeNumber(0, 30).default(5),
  OPENID_PRIVATE_LOGOUT_TARGETS: oneOf(['refuse', 'allow']).default('refuse'),
});

export type Settings = z.output<typeof configSchema>;

/** The settings of the running process; injected by its class. */
export abstract class Config {
  abstract readonly values: Readonly<Settings>;
  /** The origin that links in mails and pages carry, without a slash at the end. */
  abstract readonly publicUrl: string;
  /** The address to listen on. */
  abstract readonly host: string;
  abstract readonly databaseUrl: string;
  abstract readonly smtpUrl: string;
  /** Newest first: the first key seals, every key opens. */
  abstract readonly secretKeys: readonly string[];
}

export class ConfigError extends CannotStart {}

/**
 * The settings of the environment, with `given` for what the operator left out.
 *
 * @throws ConfigError naming each wrong setting and what is expected of it
 */
export function readSettings(given: Record<string, string> = {}, env: NodeJS.ProcessEnv = process.env): Settings {
  return checked(given, env, []);
}

/** Settings without which a process cannot run. */
const NEEDED = ['DATABASE_URL', 'SMTP_URL', 'SECRET_KEY'] as const;

/**
 * The settings of a process that serves: those of the environment, and what embedded parts supply.
 *
 * @throws ConfigError naming each setting that is wrong or missing
 */
export function loadConfig(given: Record<string, string> = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const values = checked(given, env, NEEDED);
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`);
  return {
    values,
    publicUrl: publicUrl.origin,
    // If the public address is this machine, only listen here.
    host: values.HOST ?? (LOCAL_NAMES.includes(publicUrl.hostname) ? LOOPBACK : '0.0.0.0'),
    databaseUrl: values.DATABASE_URL!,
    smtpUrl: values.SMTP_URL!,
    secretKeys: values.SECRET_KEY!,
  };
}

function checked(given: Record<string, string>, env: NodeJS.ProcessEnv, needed: readonly (keyof Settings)[]): Settings {
  const present = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const raw: Record<string, unknown> = { ...given, ...Object.fromEntries(present) };
  const parsed = configSchema.safeParse(raw);
  const wrong = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const missing = [...needed, ...neededForSso(raw)].filter((name) => raw[name] === undefined);
  const lines = [...wrong, ...missing.map((name) => `${name}: this setting is required; see .env.example`)];
  if (!parsed.success || lines.length > 0) throw new ConfigError([...new Set(lines)].join('\n'));
  return parsed.data;
}

/** An organisation must have at least one complete way to sign in. */
function neededForSso({ SSO_ISSUER, SSO_CLIENT_ID, SSO_ONLY }: Record<string, unknown>): (keyof Settings)[] {
  if (SSO_ISSUER !== undefined) return ['SSO_CLIENT_ID'];
  return SSO_CLIENT_ID !== undefined || SSO_ONLY === 'true' ? ['SSO_ISSUER'] : [];
}
