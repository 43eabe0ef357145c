import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { emailAddress } from '../../../platform/http/schemas.js';
import { ReadSignUpOptions } from '../../use-cases/registration/read-sign-up-options.js';
import { RegisterUser } from '../../use-cases/registration/register-user.js';
import { type FormErrors, formErrors, nameErrors, NO_ADDRESS } from './form-errors.js';
import type { RegisterForm } from './page.schemas.js';
import { PageRenderer } from './page-renderer.js';
import { personName } from '../people/user.schemas.js';

type TypedRegistration = Omit<RegisterForm, 'password'>;

/**
 * The page where people register (ID-3), with a password or with another way to sign in later. After that, it shows the same
 * for every address (ID-8).
 */
@Injectable()
export class RegisterPage {
  constructor(
    private readonly readSignUpOptions: ReadSignUpOptions,
    private readonly registerUser: RegisterUser,
    private readonly pages: PageRenderer,
  ) {}

  show(reply: FastifyReply): Promise<void> {
    return this.#form(reply, { name: '', email: '', branchId: '' }, []);
  }

  async submit({ password, ...typed }: RegisterForm, reply: FastifyReply): Promise<void> {
    const [name, email] = [personName.safeParse(typed.name), emailAddress.safeParse(typed.email)];
    const branchId = typed.branchId === '' ? undefined : typed.branchId;
    const chosen = password === '' ? undefined : password;
    const known = { name: name.data ?? '', email: email.data ?? '' };
    const errors: FormErrors[number][] = [
      ...nameErrors(typed.name),
      ...(email.success ? [] : NO_ADDRESS),
      ...(await this.#errorsOf({ ...known, branchId })),
      ...(await this.#errorsOf({ ...known, password: chosen })),
    ];
    if (errors.length > 0 || !name.success || !email.success) return this.#form(reply, typed, errors);
    await this.registerUser.run({ name: name.data, email: email.data, password: chosen, branchId });
    this.pages.goTo(reply, '/register/done');
  }

  /** Checks each part separately, so that all errors are shown at once. */
  async #errorsOf(part: Parameters<RegisterUser['ensureAcceptable']>[0]): Promise<FormErrors> {
    try {
      await this.registerUser.ensureAcceptable(part);
      return [];
    } catch (error) {
      return formErrors(error);
    }
  }

  done(reply: FastifyReply): Promise<void> {
    const text =
      'We’ve emailed you a link. Use it to confirm your address; then an administrator will review your registration.';
    const more = 'Nothing after a few minutes? Check your spam folder.';
    return this.pages.send(reply, 200, 'message', { title: 'Check your inbox', errors: [], text, more });
  }

  async #form(reply: FastifyReply, typed: TypedRegistration, errors: FormErrors): Promise<void> {
    const { selfRegistration, branches, passwordMinLength } = await this.readSignUpOptions.run();
    const offered = branches.map(({ id, name }) => ({ id, name, chosen: id === typed.branchId }));
    // With a single branch there is nothing to choose, unless the chosen one has just closed.
    const isRefused = errors.some(({ field }) => field === 'branchId');
    const onlyBranch = branches.length === 1 && !isRefused ? branches[0]!.id : null;
    const content = { ...typed, onlyBranch, errors, selfRegistration, branches: offered, shortest: passwordMinLength };
    const focus = errors[0]?.field ?? 'name';
    const title = selfRegistration ? 'Create your account' : 'Registration is closed';
    await this.pages.send(reply, errors.length > 0 ? 422 : 200, 'register', { title, focus, ...content });
  }
}
