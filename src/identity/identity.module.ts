import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { MailedLink } from './domain/mailed-link.js';
import { Session } from './domain/session.js';
import { User } from './domain/user.js';
import { BrowserSessions } from './http/browser-sessions.js';
import { MeController } from './http/me.controller.js';
import { OwnSessionsController } from './http/own-sessions.controller.js';
import { PageRenderer } from './http/page-renderer.js';
import { PagesController } from './http/pages.controller.js';
import { PasswordStrategy } from './http/password.strategy.js';
import { PasswordResetsController } from './http/password-resets.controller.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { RegisterPage } from './http/register-page.js';
import { ResetPasswordPage } from './http/reset-password-page.js';
import { SecurityPageController } from './http/security-page.controller.js';
import { SecurityPage } from './http/security-page.js';
import { SessionCookie } from './http/session-cookie.js';
import { SessionController } from './http/session.controller.js';
import { SignInPage } from './http/sign-in-page.js';
import { SignInPagesController } from './http/sign-in-pages.controller.js';
import { UserStatesController } from './http/user-states.controller.js';
import { UsersController } from './http/users.controller.js';
import { VerifyEmailPage } from './http/verify-email-page.js';
import { AddUser } from './use-cases/add-user.js';
import { AppointFirstAdministrator } from './use-cases/appoint-first-administrator.js';
import { ApproveUser } from './use-cases/approve-user.js';
import { ChangeOwnDetails } from './use-cases/change-own-details.js';
import { ChangePassword } from './use-cases/change-password.js';
import { CheckPassword } from './use-cases/check-password.js';
import { ConfirmEmail } from './use-cases/confirm-email.js';
import { CurrentSessions } from './use-cases/current-sessions.js';
import { EnsurePlacement } from './use-cases/ensure-placement.js';
import { IdentityApi } from './use-cases/identity-api.js';
import { IdentityQueries } from './use-cases/identity.queries.js';
import { InviteAgain } from './use-cases/invite-again.js';
import { IssueLink } from './use-cases/issue-link.js';
import { OwnSessions } from './use-cases/own-sessions.js';
import { Passwords } from './use-cases/passwords.js';
import { ReadSignUpOptions } from './use-cases/read-sign-up-options.js';
import { ReadUsers } from './use-cases/read-users.js';
import { RegisterUser } from './use-cases/register-user.js';
import { RejectUser } from './use-cases/reject-user.js';
import { RequestPasswordReset } from './use-cases/request-password-reset.js';
import { ResendVerification } from './use-cases/resend-verification.js';
import { ResetPassword } from './use-cases/reset-password.js';
import { RestoreUser } from './use-cases/restore-user.js';
import { SessionQueries } from './use-cases/session.queries.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';
import { StepUp } from './use-cases/step-up.js';
import { SuspendUser } from './use-cases/suspend-user.js';
import { UserViews } from './use-cases/user-views.js';

const registration = [RegisterUser, ResendVerification, ConfirmEmail, IssueLink, Passwords, ReadSignUpOptions];
const staff = [AddUser, ApproveUser, RejectUser, SuspendUser, RestoreUser, InviteAgain, EnsurePlacement, ReadUsers];
const signIn = [CheckPassword, SignIn, SignOut, CurrentSessions, AppointFirstAdministrator];
const reset = [RequestPasswordReset, ResetPassword];
const own = [ChangeOwnDetails, ChangePassword, OwnSessions, SessionQueries, StepUp];
const pages = [PageRenderer, VerifyEmailPage, SignInPage, RegisterPage, ResetPasswordPage, SecurityPage];
const http = [PasswordStrategy, SessionCookie, BrowserSessions];

@Module({
  imports: [TypeOrmModule.forFeature([User, MailedLink, Session]), BranchesModule],
  controllers: [
    RegistrationsController,
    UsersController,
    UserStatesController,
    SessionController,
    MeController,
    OwnSessionsController,
    PasswordResetsController,
    PagesController,
    SignInPagesController,
    SecurityPageController,
  ],
  providers: [
    IdentityApi,
    IdentityQueries,
    UserViews,
    ...registration,
    ...staff,
    ...signIn,
    ...reset,
    ...own,
    ...http,
    ...pages,
  ],
  // The last two are what AuthenticationGuard, which guards every route, is made of.
  exports: [IdentityApi, CurrentSessions, SessionCookie],
})
export class IdentityModule {}
