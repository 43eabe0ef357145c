import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { MailedLink } from './domain/mailed-link.js';
import { Passkey } from './domain/passkey.js';
import { Session } from './domain/session.js';
import { User } from './domain/user.js';
import { BrowserSessions } from './http/browser-sessions.js';
import { CeremonyCookie } from './http/ceremony-cookie.js';
import { MeController } from './http/me.controller.js';
import { PageRenderer } from './http/page-renderer.js';
import { PagesController } from './http/pages.controller.js';
import { PasskeyCeremonies } from './http/passkey-ceremonies.js';
import { PasskeySessionController } from './http/passkey-session.controller.js';
import { PasskeysController } from './http/passkeys.controller.js';
import { PasswordStrategy } from './http/password.strategy.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { SessionCookie } from './http/session-cookie.js';
import { SessionController } from './http/session.controller.js';
import { UserStatesController } from './http/user-states.controller.js';
import { UsersController } from './http/users.controller.js';
import { VerifyEmailPage } from './http/verify-email-page.js';
import { AddPasskey } from './use-cases/add-passkey.js';
import { AddUser } from './use-cases/add-user.js';
import { AppointFirstAdministrator } from './use-cases/appoint-first-administrator.js';
import { ApproveUser } from './use-cases/approve-user.js';
import { BeginPasskey } from './use-cases/begin-passkey.js';
import { Challenges } from './use-cases/challenges.js';
import { CheckPasskey } from './use-cases/check-passkey.js';
import { CheckPassword } from './use-cases/check-password.js';
import { ConfirmEmail } from './use-cases/confirm-email.js';
import { CurrentSessions } from './use-cases/current-sessions.js';
import { EnsurePlacement } from './use-cases/ensure-placement.js';
import { IdentityApi } from './use-cases/identity-api.js';
import { IdentityQueries } from './use-cases/identity.queries.js';
import { InviteAgain } from './use-cases/invite-again.js';
import { IssueLink } from './use-cases/issue-link.js';
import { PasskeyQueries } from './use-cases/passkeys.queries.js';
import { Passwords } from './use-cases/passwords.js';
import { ReadSignUpOptions } from './use-cases/read-sign-up-options.js';
import { ReadUsers } from './use-cases/read-users.js';
import { RegisterUser } from './use-cases/register-user.js';
import { RejectUser } from './use-cases/reject-user.js';
import { RemovePasskey } from './use-cases/remove-passkey.js';
import { RenamePasskey } from './use-cases/rename-passkey.js';
import { ResendVerification } from './use-cases/resend-verification.js';
import { RestoreUser } from './use-cases/restore-user.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';
import { StepUpWithPasskey } from './use-cases/step-up-with-passkey.js';
import { SuspendUser } from './use-cases/suspend-user.js';
import { UserViews } from './use-cases/user-views.js';
import { Webauthn } from './use-cases/webauthn.js';

const registration = [RegisterUser, ResendVerification, ConfirmEmail, IssueLink, Passwords, ReadSignUpOptions];
const staff = [AddUser, ApproveUser, RejectUser, SuspendUser, RestoreUser, InviteAgain, EnsurePlacement, ReadUsers];
const signIn = [CheckPassword, SignIn, SignOut, CurrentSessions, AppointFirstAdministrator];
const passkeys = [Challenges, Webauthn, PasskeyQueries, CheckPasskey, BeginPasskey, AddPasskey];
const ownPasskeys = [RenamePasskey, RemovePasskey, StepUpWithPasskey, PasskeyCeremonies, CeremonyCookie];
const http = [PasswordStrategy, SessionCookie, BrowserSessions, PageRenderer, VerifyEmailPage];

@Module({
  imports: [TypeOrmModule.forFeature([User, MailedLink, Session, Passkey]), BranchesModule],
  controllers: [
    RegistrationsController,
    UsersController,
    UserStatesController,
    SessionController,
    PasskeySessionController,
    MeController,
    PasskeysController,
    PagesController,
  ],
  providers: [
    IdentityApi,
    IdentityQueries,
    UserViews,
    ...registration,
    ...staff,
    ...signIn,
    ...passkeys,
    ...ownPasskeys,
    ...http,
  ],
  // The last two are what AuthenticationGuard, which guards every route, is made of.
  exports: [IdentityApi, CurrentSessions, SessionCookie],
})
export class IdentityModule {}
