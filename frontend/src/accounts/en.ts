export default {
  signIn: { title: "Sign in" },
};
