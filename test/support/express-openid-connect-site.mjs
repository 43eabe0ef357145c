// A website by express-openid-connect, in a program of its own: Jest cannot load what it loads.
import express from 'express';
import openidConnect from 'express-openid-connect';

const { issuer, clientId, clientSecret, home, scope, secret } = JSON.parse(process.env.SITE);
const app = express();
app.use(
  openidConnect.auth({
    ...{ issuerBaseURL: issuer, baseURL: home, clientID: clientId, clientSecret, secret },
    ...{ authRequired: false, idpLogout: true },
    authorizationParams: { response_type: 'code', response_mode: 'query', scope },
    routes: { login: '/sign-in', logout: '/sign-out', callback: '/callback', postLogoutRedirect: '/' },
  }),
);
app.get('/', (request, response) => response.json(request.oidc.user ?? null));
app.listen(Number(new URL(home).port), '127.0.0.1', () => console.log('listening'));
