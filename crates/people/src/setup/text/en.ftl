setup-title = Welcome to your Guildhall
setup-text = It runs. You are the first here, so you look after it. Five short steps and your community has a home, a plan and its first invitations.
setup-name-help = As others shall know you. An e-mail address and a password can wait.
setup-begin = Begin
setup-over = This address was used already, or a newer one was printed when the program started. Whoever looks after this site can let you in.
setup-home = Go to the start page
