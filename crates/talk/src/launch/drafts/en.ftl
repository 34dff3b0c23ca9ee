# What the launch wizard proposes, by kind (practice, knowledge, innovation) and by whom the community is for
# (professional, customer, association, internal). One line is one paragraph or one point of a list.
draft-purpose-practice = { $want }: by showing each other what we actually do, and trying what others have tried.
draft-purpose-knowledge = { $want }: by writing down what works, where everybody finds it, and keeping it true.
draft-purpose-innovation = { $want }: by trying new things in small experiments, and telling honestly how they went.
draft-purpose-professional = For people in the trade, wherever they work. What helps one of us can help us all.
draft-purpose-customer = For everybody who uses what we make. Answers are given in the open, so that the next one finds them.
draft-purpose-association = For members of all chapters, who otherwise meet too seldom.
draft-purpose-internal = For colleagues in every team. Time that is spent here is time at work.
draft-outside-professional = Selling and recruiting
    Names of clients and patients
    What belongs to one employer alone
draft-outside-customer = Orders, invoices and contracts: our service does those
    Promises about what comes next
    Other people's data
draft-outside-association = Decisions of the assembly and the board
    Selling
    Names of clients and patients
draft-outside-internal = Appraisals and who reports to whom
    Plans and deadlines of single projects
    What may not leave its team
draft-norms-practice = Show what you did, not only what you think
    Answer one question for each that you ask
    Say, too, what did not work
draft-norms-knowledge = Write for whoever comes after you
    Say how you know it, and when it was true
    Mend what is wrong when you see it
draft-norms-innovation = A small experiment before a big plan
    An idea is judged after it was tried
    What failed is a result: write it down
draft-norms-professional = What is told here is passed on without names
draft-norms-customer = Whoever works for the maker says so
draft-norms-association = Every chapter's experience counts the same
draft-norms-internal = No ranks here: the better argument wins
draft-goal-practice = Ten questions asked and answered in our first two months
draft-goal-knowledge = Five things written down that nobody has to ask again
draft-goal-innovation = Two experiments tried, and told about
draft-ritual-practice = Show and tell
draft-ritual-knowledge = What did we learn?
draft-ritual-innovation = The experiment table
draft-about-practice = Somebody shows something from their own work in twenty minutes. Then we ask, and say what we would try.
draft-about-knowledge = Each brings one thing that they found out or looked up twice. We write down the best together.
draft-about-innovation = Two ideas, ten minutes each: what shall we try, how small can it be, who tells us how it went?
draft-rhythm-practice = Every other Thursday, 45 minutes
draft-rhythm-knowledge = The first Thursday of the month, one hour
draft-rhythm-innovation = Every three weeks on Thursday, 45 minutes
draft-room-practice = Workshop
draft-room-knowledge = Reading room
draft-room-innovation = Lab
draft-welcome-title = Welcome to { $name }
draft-welcome-practice = Good that you are here. { $name } is a place to get better at what we do, by looking at each other's work.

    Three ways to begin: say in one line who you are, answer one question that you know something about, or ask the one that you have been carrying around.
draft-welcome-knowledge = Good that you are here. { $name } is a place where what we know is written down and stays true.

    Three ways to begin: say in one line who you are, look something up and say what was missing, or write down the thing that people always ask you.
draft-welcome-innovation = Good that you are here. { $name } is a place to try things that nobody is sure about yet.

    Three ways to begin: say in one line who you are, tell of something that you tried, or name what you would like to try if it could be small.
draft-welcome-professional = Write about your work as you would tell it to a good colleague elsewhere: exactly, and without names.
draft-welcome-customer = Ask as you would ask a neighbour who uses the same thing. Often another customer knows first.
draft-welcome-association = Say which chapter you come from: what is usual with you may be news for others.
draft-welcome-internal = Nothing here goes into a report about anybody. Half-finished thoughts are welcome.
draft-hello-title = Who are you, and what are you working on?
draft-hello = One line is enough: your name, where you work or learn, and one thing that you would like to get better at. I will begin.
draft-asked = People ask me this all the time. How do you answer it?
